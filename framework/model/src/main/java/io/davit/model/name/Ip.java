package io.davit.model.name;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An IP address, as the API reads and writes it. IPv4 addresses written as IPv6 ({@code ::ffff:10.0.0.1}) count as IPv4.
 *
 * @param bytes 4 or 16
 */
public record Ip(byte[] bytes) {

    public static final String INVALID = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";

    public Ip {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Reads an address leniently: numbers of IPv4 may have leading noughts, and IPv4 may be written as IPv6. Null when it is none.
     */
    public static @Nullable Ip lenient(String text) {
        return IpText.read(text, true);
    }

    /** Reads an address as RFC 4291 and dotted decimal without leading noughts have it. Null when it is none. */
    public static @Nullable Ip strict(String text) {
        Ip ip = IpText.read(text, false);
        return ip == null || ip.isV4() && text.indexOf(':') >= 0 ? null : ip;
    }

    /** What is wrong with a text as an address, leniently; see {@link #lenient}. */
    public static List<String> check(String text) {
        return lenient(text) == null ? List.of(INVALID) : List.of();
    }

    public boolean isV4() {
        return bytes.length == 4;
    }

    public boolean isV6() {
        return bytes.length == 16;
    }

    public boolean isUnspecified() {
        for (byte each : bytes) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    public boolean isLoopback() {
        return isV4() ? bytes[0] == 127 : toString().equals("::1");
    }

    public boolean isLinkLocalUnicast() {
        return isV4()
                ? (bytes[0] & 0xff) == 169 && (bytes[1] & 0xff) == 254
                : (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xc0) == 0x80;
    }

    public boolean isLinkLocalMulticast() {
        return isV4()
                ? (bytes[0] & 0xff) == 224 && bytes[1] == 0 && bytes[2] == 0
                : (bytes[0] & 0xff) == 0xff && (bytes[1] & 0x0f) == 0x02;
    }

    public boolean isMulticast() {
        return isV4() ? (bytes[0] & 0xf0) == 0xe0 : (bytes[0] & 0xff) == 0xff;
    }

    /** The address as a number. */
    public BigInteger number() {
        return new BigInteger(1, bytes);
    }

    /** The canonical text (RFC 5952). */
    @Override
    public String toString() {
        return IpText.write(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ip ip && Arrays.equals(bytes, ip.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
