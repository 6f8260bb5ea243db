package io.davit.test.golden;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * One HTTP/1.1 connection that sends exactly what it is told to. The JDK's client refuses some paths and headers that cases are about, so
 * the protocol is spelled out here.
 */
final class Connection implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private boolean reusable = true;

    Connection(URI server, SSLContext tls, Duration timeout) throws IOException {
        int port = server.getPort();
        socket = "https".equals(server.getScheme())
                ? tls.getSocketFactory().createSocket(server.getHost(), port)
                : new Socket(server.getHost(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) timeout.toMillis());
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    void send(String method, String path, Map<String, List<String>> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        head.append("Host: ")
                .append(socket.getInetAddress().getHostAddress())
                .append(':')
                .append(socket.getPort())
                .append("\r\n");
        headers.forEach((name, values) -> values.forEach(
                value -> head.append(name).append(": ").append(value).append("\r\n")));
        if (body.length > 0 || List.of("POST", "PUT", "PATCH").contains(method)) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    /** Reads a whole answer. */
    Answer answer(String method) throws IOException {
        Answer head = head();
        boolean empty = method.equals("HEAD") || head.code() == 204 || head.code() == 304;
        return empty ? head : new Answer(head.code(), head.headers(), body(head).readAllBytes());
    }

    /** Reads an answer's head, skipping interim ones; the body is still to come. */
    Answer head() throws IOException {
        while (true) {
            int code = Integer.parseInt(line().split(" ", 3)[1]);
            Map<String, List<String>> headers = new LinkedHashMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
            Answer answer = new Answer(code, headers, new byte[0]);
            reusable = !answer.header("connection").equalsIgnoreCase("close");
            if (code >= 200 || code == 101) {
                return answer;
            }
        }
    }

    /** The body that follows a head. */
    InputStream body(Answer head) {
        if (head.header("transfer-encoding").equalsIgnoreCase("chunked")) {
            return new Chunks();
        }
        String length = head.header("content-length");
        if (length.isEmpty()) {
            reusable = false;
            return in;
        }
        return new Counted(Long.parseLong(length));
    }

    /** From now on silence is no fault. */
    void waitForever() throws IOException {
        socket.setSoTimeout(0);
    }

    boolean reusable() {
        return reusable;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** So many bytes. */
    private final class Counted extends InputStream {

        private long left;

        private Counted(long length) {
            left = length;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                return -1;
            }
            left--;
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(bytes, from, (int) Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }
    }

    /** A body in chunks. */
    private final class Chunks extends InputStream {

        private long left;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0 && !ended) {
                next();
            }
            if (ended) {
                return -1;
            }
            int read = in.read(bytes, from, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("the server closed the connection within a chunk");
            }
            left -= read;
            if (left == 0) {
                line();
            }
            return read;
        }

        private void next() throws IOException {
            left = Long.parseLong(line().split(";", 2)[0].strip(), 16);
            if (left == 0) {
                ended = true;
                while (!line().isEmpty()) {
                    reusable = true; // trailers are of no interest
                }
            }
        }
    }
}
