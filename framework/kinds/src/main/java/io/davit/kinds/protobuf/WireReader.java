package io.davit.kinds.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads protobuf's wire format from a range of bytes. Nothing is allocated before its length is known to be there.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class WireReader {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private static final int START_GROUP = 3;
    private static final int END_GROUP = 4;

    private final byte[] bytes;
    private int at;
    private final int end;
    private int wireType;

    WireReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean done() {
        return at >= end;
    }

    /** The number of the next field; its wire type is then in {@link #wireType}. */
    int field() throws MalformedException {
        long tag = varint();
        wireType = (int) (tag & 7);
        int number = (int) (tag >>> 3);
        if (wireType == END_GROUP) {
            throw new MalformedException("proto: wiretype end group for non-group");
        }
        if (number <= 0) {
            throw new MalformedException("proto: illegal tag " + number + " (wire type " + tag + ")");
        }
        return number;
    }

    int wireType() {
        return wireType;
    }

    long varint() throws MalformedException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = next();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedException("proto: integer overflow");
    }

    long fixed64() throws MalformedException {
        if (end - at < 8) {
            throw new MalformedException(MalformedException.CUT_OFF);
        }
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value |= (bytes[at + i] & 0xffL) << (8 * i);
        }
        at += 8;
        return value;
    }

    /** A reader of the nested bytes, which are then behind this one. */
    WireReader nested() throws MalformedException {
        int length = length();
        WireReader inner = new WireReader(bytes, at, at + length);
        at += length;
        return inner;
    }

    byte[] bytes() throws MalformedException {
        int length = length();
        byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return copy;
    }

    String text() throws MalformedException {
        int length = length();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** Passes over the value of a field that nobody knows. */
    void skip() throws MalformedException {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED64 -> pass(8);
            case BYTES -> pass(length());
            case FIXED32 -> pass(4);
            case START_GROUP -> throw new MalformedException("proto: groups are not supported");
            default -> throw new MalformedException("proto: illegal wireType " + wireType);
        }
    }

    private int length() throws MalformedException {
        long length = varint();
        if (length < 0) {
            throw new MalformedException("proto: negative length found during unmarshaling");
        }
        if (length > end - at) {
            throw new MalformedException(MalformedException.CUT_OFF);
        }
        return (int) length;
    }

    private void pass(int count) throws MalformedException {
        if (count > end - at) {
            throw new MalformedException(MalformedException.CUT_OFF);
        }
        at += count;
    }

    private byte next() throws MalformedException {
        if (at >= end) {
            throw new MalformedException(MalformedException.CUT_OFF);
        }
        return bytes[at++];
    }
}
