package io.davit.storage;

import java.io.Serial;
import java.io.Serializable;
import java.util.Comparator;

/** The order of keys: that of their UTF-8 bytes, which is that of their code points. */
public final class KeyOrder implements Comparator<String>, Serializable {

    public static final KeyOrder BY_UTF8_BYTES = new KeyOrder();

    @Serial
    private static final long serialVersionUID = 1L;

    private KeyOrder() {}

    @Override
    public int compare(String one, String other) {
        int common = Math.min(one.length(), other.length());
        for (int i = 0; i < common; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                return Character.compare(rank(a), rank(b));
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /* UTF-16 puts surrogates (code points from U+10000 on) before U+E000..U+FFFF; UTF-8 puts them after. */
    private static char rank(char unit) {
        if (unit < Character.MIN_SURROGATE) {
            return unit;
        }
        return (char) (unit > Character.MAX_SURROGATE ? unit - 0x800 : unit + 0x2000);
    }

    @Serial
    private Object readResolve() {
        return BY_UTF8_BYTES;
    }
}
