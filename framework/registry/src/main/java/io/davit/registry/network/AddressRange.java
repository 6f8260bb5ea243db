package io.davit.registry.network;

import io.davit.model.name.Ip;
import java.nio.ByteBuffer;

/** An IPv4 range such as {@code 10.0.0.0/16}, without its first and its last address. */
record AddressRange(String cidr, long first, long last) {

    /** A range given as text that was validated before. */
    static AddressRange parse(String cidr) {
        int slash = cidr.indexOf('/');
        long base = number(cidr.substring(0, slash));
        long size = 1L << (32 - Integer.parseInt(cidr.substring(slash + 1)));
        return new AddressRange(cidr, base + 1, base + size - 2);
    }

    boolean contains(String address) {
        long number = number(address);
        return number >= first && number <= last;
    }

    long size() {
        return Math.max(0, last - first + 1);
    }

    /** The n-th address, counted from 0. */
    String address(long n) {
        long number = first + n;
        return (number >> 24 & 255) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    /** The address that the range itself is named by. */
    String network() {
        return cidr.substring(0, cidr.indexOf('/'));
    }

    /** -1 for what is no IPv4 address. */
    private static long number(String address) {
        Ip ip = Ip.lenient(address);
        return ip == null || !ip.isV4()
                ? -1
                : Integer.toUnsignedLong(ByteBuffer.wrap(ip.bytes()).getInt());
    }
}
