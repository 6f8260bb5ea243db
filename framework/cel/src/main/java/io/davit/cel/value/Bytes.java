package io.davit.cel.value;

import java.util.Arrays;

/** CEL's {@code bytes}. The array is nobody else's. */
public final class Bytes implements Comparable<Bytes> {

    private final byte[] content;

    public Bytes(byte[] content) {
        this.content = content;
    }

    public int size() {
        return content.length;
    }

    /** Must not be changed. */
    public byte[] content() {
        return content;
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "bytes[" + content.length + "]";
    }
}
