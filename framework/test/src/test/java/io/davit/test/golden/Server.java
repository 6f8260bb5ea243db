package io.davit.test.golden;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The server under test, as its users see it. */
final class Server {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final byte[] NOTHING = new byte[0];
    private static final String SAFE = "/?&=%:,+;@!'*~$()[]-._";

    private final URI url;
    private final SSLContext tls;
    private final Map<String, String> tokens;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    /**
     * @param tls trusts the server's certificate
     * @param tokens bearer tokens by user name
     */
    Server(URI url, SSLContext tls, Map<String, String> tokens) {
        this.url = url;
        this.tls = tls;
        this.tokens = Map.copyOf(tokens);
    }

    URI url() {
        return url;
    }

    String hostAndPort() {
        return url.getHost() + ":" + url.getPort();
    }

    String token(String user) {
        String token = tokens.get(user);
        if (token == null) {
            throw new IllegalArgumentException("no token for user " + user);
        }
        return token;
    }

    /** Sends a request and reads the whole answer. A body of null is no body. */
    Answer send(String method, String path, Map<String, List<String>> headers, byte @Nullable [] body, String user)
            throws IOException {
        Connection kept = idle.poll();
        if (kept != null) {
            try {
                return exchange(kept, method, path, headers, body, user);
            } catch (IOException e) {
                kept.close(); // the server may have closed an idle connection: a fresh one tells
            }
        }
        return exchange(new Connection(url, tls, TIMEOUT), method, path, headers, body, user);
    }

    private Answer exchange(
            Connection connection,
            String method,
            String path,
            Map<String, List<String>> headers,
            byte @Nullable [] body,
            String user)
            throws IOException {
        connection.send(method, quoted(path), headers(headers, user), body == null ? NOTHING : body);
        Answer answer = connection.answer(method);
        if (connection.reusable() && answer.code() != 101) {
            idle.push(connection);
        } else {
            connection.close();
        }
        return answer;
    }

    /** Begins a watch on a connection of its own. */
    Watch open(String path, Map<String, List<String>> headers, String user) throws IOException {
        Connection connection = new Connection(url, tls, TIMEOUT);
        connection.send("GET", quoted(path), headers(headers, user), NOTHING);
        return new Watch(connection);
    }

    private Map<String, List<String>> headers(Map<String, List<String>> own, String user) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("User-Agent", List.of("golden"));
        all.put("Accept", List.of("application/json"));
        if (!user.equals("nobody")) {
            all.put("Authorization", List.of("Bearer " + token(user)));
        }
        own.forEach((name, values) -> {
            all.keySet().removeIf(name::equalsIgnoreCase);
            if (!values.isEmpty()) {
                all.put(name, values);
            }
        });
        return all;
    }

    /** Escapes what has no place in a request line; what is escaped already stays. */
    private static String quoted(String path) {
        StringBuilder text = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || SAFE.indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append(String.format("%%%02X", (int) c));
            }
        }
        return text.toString();
    }
}
