package io.davit.apiserver.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Texts as {@code Warning} headers (RFC 7234, code 299 and no agent). */
final class Warnings {

    /** Characters of all warnings together, and of one of them where that is exceeded. */
    private static final int MOST = 4096;

    private static final int MOST_EACH = 256;

    private Warnings() {}

    /**
     * The headers of these warnings, each told once. Where all of them are too long for an answer they are cut, and the last ones left
     * out, as kube-apiserver does.
     */
    static List<String> headers(List<String> warnings) {
        Set<String> texts = new LinkedHashSet<>(List.copyOf(warnings));
        texts.remove("");
        long all = texts.stream().mapToLong(Warnings::length).sum();
        if (all <= MOST) {
            return texts.stream().map(Warnings::header).toList();
        }
        List<String> headers = new ArrayList<>();
        long told = 0;
        for (String text : texts) {
            if (told >= MOST) {
                break;
            }
            String cut = length(text) <= MOST_EACH ? text : text.substring(0, text.offsetByCodePoints(0, MOST_EACH));
            headers.add(header(cut));
            told += length(cut);
        }
        return headers;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String header(String text) {
        StringBuilder quoted = new StringBuilder("299 - \"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else {
                quoted.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            }
        });
        // headers are written a byte for each character
        byte[] utf8 = quoted.append('"').toString().getBytes(StandardCharsets.UTF_8);
        return new String(utf8, StandardCharsets.ISO_8859_1);
    }
}
