package io.davit.kinds.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes protobuf's wire format from the end to the beginning, so that a message's length is known when it has to be written. */
public final class WireWriter {

    private byte[] bytes = new byte[1024];
    private int start = bytes.length;

    /** How much has been written. */
    public int size() {
        return bytes.length - start;
    }

    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, start, bytes.length);
    }

    public void raw(byte[] value) {
        reserve(value.length);
        start -= value.length;
        System.arraycopy(value, 0, bytes, start, value.length);
    }

    public void text(String value) {
        raw(value.getBytes(StandardCharsets.UTF_8));
    }

    public void varint(long value) {
        int length = 1;
        for (long rest = value >>> 7; rest != 0; rest >>>= 7) {
            length++;
        }
        reserve(length);
        start -= length;
        int at = start;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at] = (byte) rest;
    }

    public void fixed64(long value) {
        reserve(8);
        start -= 8;
        for (int i = 0; i < 8; i++) {
            bytes[start + i] = (byte) (value >>> (8 * i));
        }
    }

    /** What stands before a value that has just been written. */
    public void tag(int number, int wireType) {
        varint((long) number << 3 | wireType);
    }

    /** Length and tag for everything written since {@code before}. */
    public void enclose(int number, int before) {
        varint(size() - before);
        tag(number, WireReader.BYTES);
    }

    private void reserve(int more) {
        if (more > start) {
            int used = size();
            byte[] larger = new byte[Math.max(bytes.length * 2, used + more)];
            System.arraycopy(bytes, start, larger, larger.length - used, used);
            start = larger.length - used;
            bytes = larger;
        }
    }
}
