package io.davit.kinds.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a certificate and a key look like a pair that a server could load; told as a warning, in the words of Go's TLS. */
final class TlsPair {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([^-\\n]+)-----\\s[A-Za-z0-9+/=\\s:,.-]*?-----END \\1-----");

    private TlsPair() {}

    /** At most one text. */
    static List<String> problem(byte[] certificate, byte[] key) {
        List<String> inCertificate = blocks(certificate);
        if (!inCertificate.contains("CERTIFICATE")) {
            return List.of(noCertificate(inCertificate));
        }
        List<String> inKey = blocks(key);
        if (inKey.stream().noneMatch(type -> type.endsWith("PRIVATE KEY"))) {
            return List.of(noKey(inKey));
        }
        return List.of();
    }

    private static String noCertificate(List<String> found) {
        if (found.isEmpty()) {
            return "tls: failed to find any PEM data in certificate input";
        }
        if (found.size() == 1 && found.getFirst().endsWith("PRIVATE KEY")) {
            return "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may"
                    + " have been switched";
        }
        return "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of the following"
                + " types: [" + String.join(" ", found) + "]";
    }

    private static String noKey(List<String> found) {
        if (found.isEmpty()) {
            return "tls: failed to find any PEM data in key input";
        }
        if (found.size() == 1 && found.getFirst().equals("CERTIFICATE")) {
            return "tls: found a certificate rather than a key in the PEM for the private key";
        }
        return "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping PEM blocks of the"
                + " following types: [" + String.join(" ", found) + "]";
    }

    private static List<String> blocks(byte[] pem) {
        List<String> types = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            types.add(matcher.group(1));
        }
        return types;
    }
}
