package io.davit.apiserver.request;

import io.davit.model.error.ApiException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-decoding of paths and queries (RFC 3986), as UTF-8. */
final class Percent {

    private Percent() {}

    /** The decoded path; {@code +} stays. A broken escape is a bad request. */
    static String decodePath(String raw) {
        String decoded = decode(raw, false);
        if (decoded == null) {
            throw ApiException.badRequest("the path has an invalid percent-encoding");
        }
        return decoded;
    }

    /** The decoded name or value of a query, where {@code +} is a blank; null when an escape is broken. */
    static @Nullable String decodeQuery(String raw) {
        return decode(raw, true);
    }

    private static @Nullable String decode(String raw, boolean plusIsBlank) {
        if (raw.indexOf('%') < 0) {
            return plusIsBlank ? raw.replace('+', ' ') : raw;
        }
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                decoded.write(high << 4 | low);
                i += 2;
            } else {
                decoded.write(plusIsBlank && bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
