package io.davit.model.name;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of IP addresses in CIDR notation.
 *
 * @param address as written, perhaps with bits after the prefix
 * @param length bits of the prefix
 */
public record Cidr(Ip address, int length) {

    public static final String INVALID = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

    /** Reads a block leniently, see {@link Ip#lenient}; null when it is none. */
    public static @Nullable Cidr lenient(String text) {
        return read(text, true);
    }

    /** Reads a block without leading noughts or IPv4 in IPv6; null when it is none. */
    public static @Nullable Cidr strict(String text) {
        return read(text, false);
    }

    /** What is wrong with a text as a block, leniently. */
    public static List<String> check(String text) {
        return lenient(text) == null ? List.of(INVALID) : List.of();
    }

    private static @Nullable Cidr read(String text, boolean lenient) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return null;
        }
        String written = text.substring(0, slash);
        Ip ip = lenient ? Ip.lenient(written) : Ip.strict(written);
        String digits = text.substring(slash + 1);
        if (ip == null || !digits.matches("[0-9]{1,3}") || !lenient && digits.length() > 1 && digits.startsWith("0")) {
            return null;
        }
        int mapped = ip.isV4() && written.indexOf(':') >= 0 ? 96 : 0;
        int length = Integer.parseInt(digits) - mapped;
        return length < 0 || length > ip.bytes().length * 8 ? null : new Cidr(ip, length);
    }

    /** The first address: all bits after the prefix are 0. */
    public Ip network() {
        byte[] bytes = address.bytes();
        for (int i = 0; i < bytes.length; i++) {
            int keep = Math.clamp(length - 8L * i, 0, 8);
            bytes[i] &= (byte) (0xff << (8 - keep));
        }
        return new Ip(bytes);
    }

    /** Whether no bit is set after the prefix. */
    public boolean isNetwork() {
        return network().equals(address);
    }

    public boolean contains(Ip ip) {
        return ip.isV4() == address.isV4() && new Cidr(ip, length).network().equals(network());
    }

    public boolean isV4() {
        return address.isV4();
    }

    /** The canonical text of the block, starting at its first address. */
    @Override
    public String toString() {
        return network() + "/" + length;
    }
}
