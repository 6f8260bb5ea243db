package io.davit.apiserver.endpoint;

/** Texts as {@code Warning} headers (RFC 7234, code 299 and no agent). */
final class Warnings {

    private Warnings() {}

    static String header(String text) {
        StringBuilder quoted = new StringBuilder("299 - \"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else {
                quoted.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            }
        });
        return quoted.append('"').toString();
    }
}
