package io.davit.kinds.codec;

import java.nio.charset.StandardCharsets;

/** The bytes of a YAML body as text: UTF-8, without the characters that YAML does not allow. */
final class YamlText {

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private YamlText() {}

    /** @throws YamlBody.Unreadable in the words of libyaml's reader */
    static String of(byte[] bytes) throws YamlBody.Unreadable {
        for (int at = 0; at < bytes.length; ) {
            int lead = bytes[at] & 0xff;
            int width = width(lead);
            if (width == 0) {
                throw new YamlBody.Unreadable("yaml: invalid leading UTF-8 octet");
            }
            if (at + width > bytes.length) {
                throw new YamlBody.Unreadable("yaml: incomplete UTF-8 octet sequence");
            }
            check(codePoint(bytes, at, width), width);
            at += width;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The length of a sequence by its first byte; 0 where none begins so. */
    private static int width(int lead) {
        if (lead < 0x80) {
            return 1;
        }
        if ((lead & 0xe0) == 0xc0) {
            return 2;
        }
        if ((lead & 0xf0) == 0xe0) {
            return 3;
        }
        return (lead & 0xf8) == 0xf0 ? 4 : 0;
    }

    private static int codePoint(byte[] bytes, int at, int width) throws YamlBody.Unreadable {
        int code = width == 1 ? bytes[at] : bytes[at] & (0x7f >> width);
        for (int i = 1; i < width; i++) {
            int next = bytes[at + i] & 0xff;
            if ((next & 0xc0) != 0x80) {
                throw new YamlBody.Unreadable("yaml: invalid trailing UTF-8 octet");
            }
            code = code << 6 | next & 0x3f;
        }
        return code;
    }

    private static void check(int code, int width) throws YamlBody.Unreadable {
        int needed = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        if (width != needed) {
            throw new YamlBody.Unreadable("yaml: invalid length of a UTF-8 sequence");
        }
        if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE || code > Character.MAX_CODE_POINT) {
            throw new YamlBody.Unreadable("yaml: invalid Unicode character");
        }
        if (!allowed(code)) {
            throw new YamlBody.Unreadable("yaml: control characters are not allowed");
        }
    }

    /** @see <a href="https://yaml.org/spec/1.1/#id868524">YAML 1.1, character set</a> */
    private static boolean allowed(int code) {
        if (code < 0x7f) {
            return code >= 0x20 || code == '\t' || code == '\n' || code == '\r';
        }
        return code == 0x85 || code >= 0xa0 && code <= 0xfffd && code != BYTE_ORDER_MARK || code >= 0x10000;
    }
}
