package io.davit.kinds.address;

import io.davit.model.name.Cidr;
import io.davit.model.name.Ip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with texts that should be addresses or blocks, in the words of the API; an empty list means nothing is. */
public final class Addresses {

    private Addresses() {}

    /** {@code IPv4} or {@code IPv6}. */
    public static String family(Ip address) {
        return address.isV6() ? "IPv6" : "IPv4";
    }

    /** An address without leading zeros, and not IPv4 written as IPv6. */
    public static List<String> address(String text) {
        Ip address = Ip.lenient(text);
        if (address == null) {
            return List.of(Ip.INVALID);
        }
        if (Ip.strict(text) != null) {
            return List.of();
        }
        return List.of(
                isMapped(text, address) ? "must not be an IPv4-mapped IPv6 address" : "must not have leading 0s");
    }

    /** An address whose text is the canonical one, as where it is used as a name. */
    public static List<String> canonicalAddress(String text) {
        Ip address = Ip.strict(text);
        if (address == null) {
            return List.of(Ip.INVALID);
        }
        String canonical = address.toString();
        return canonical.equals(text) ? List.of() : List.of("must be in canonical form (\"" + canonical + "\")");
    }

    /** A block without leading zeros, IPv4 written as IPv6, or bits after the prefix. */
    public static List<String> block(String text) {
        Cidr block = Cidr.lenient(text);
        if (block == null) {
            return List.of(Cidr.INVALID);
        }
        List<String> wrong = new ArrayList<>();
        if (isMapped(text, block.address())) {
            wrong.add("must not have an IPv4-mapped IPv6 address");
        } else if (Cidr.strict(text) == null) {
            wrong.add("must not have leading 0s in IP or prefix length");
        }
        if (!block.isNetwork()) {
            wrong.add("must not have bits set beyond the prefix length");
        }
        return wrong;
    }

    /** As {@link #block}, in the canonical text. */
    public static List<String> canonicalBlock(String text) {
        List<String> wrong = new ArrayList<>(block(text));
        Cidr block = Cidr.lenient(text);
        if (wrong.isEmpty() && block != null && !block.toString().equals(text)) {
            wrong.add("must be in canonical form (\"" + block + "\")");
        }
        return wrong;
    }

    /** Addresses that no endpoint may have: unspecified, loopback, link-local. */
    public static List<String> special(String text) {
        Ip address = Ip.lenient(text);
        if (address == null) {
            return List.of("must be a valid IP address");
        }
        List<String> wrong = new ArrayList<>();
        if (address.isUnspecified()) {
            wrong.add("may not be unspecified (" + text + ")");
        }
        if (address.isLoopback()) {
            wrong.add("may not be in the loopback range (127.0.0.0/8, ::1/128)");
        }
        if (address.isLinkLocalUnicast()) {
            wrong.add("may not be in the link-local range (169.254.0.0/16, fe80::/10)");
        }
        if (address.isLinkLocalMulticast()) {
            wrong.add("may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
        }
        return wrong;
    }

    /** Whether both families are among these addresses or blocks. */
    public static boolean bothFamilies(Collection<String> texts) {
        Set<Boolean> six = new HashSet<>();
        for (String text : texts) {
            Ip address = Ip.lenient(text.split("/", 2)[0]);
            if (address != null) {
                six.add(address.isV6());
            }
        }
        return six.size() == 2;
    }

    /** Whether two blocks can be understood, and have the same family. */
    public static boolean sameFamily(String block, String other) {
        Cidr one = Cidr.lenient(block);
        Cidr two = Cidr.lenient(other);
        return one != null
                && two != null
                && one.address().isV6() == two.address().isV6();
    }

    /** Whether all of the other block lies in this one, and this one has more. */
    public static boolean strictlyContains(Cidr block, Cidr other) {
        return other.length() > block.length() && block.contains(other.address());
    }

    /** A warning about a text that is understood and yet not the canonical one; empty when it is fine. */
    public static List<String> addressWarning(String path, String text) {
        Ip address = Ip.lenient(text);
        if (address == null || address.toString().equals(text)) {
            return List.of();
        }
        return address.isV6()
                ? List.of(path + ": IPv6 address \"" + text + "\" should be in RFC 5952 canonical format (\"" + address
                        + "\")")
                : List.of(path + ": non-standard IP address \"" + text
                        + "\" will be considered invalid in a future Kubernetes release: use \"" + address + "\"");
    }

    /** As {@link #addressWarning}, for a block. */
    public static List<String> blockWarning(String path, String text) {
        Cidr block = Cidr.lenient(text);
        if (block == null || block.toString().equals(text)) {
            return List.of();
        }
        if (!block(text).isEmpty()) {
            return List.of(path + ": non-standard CIDR value \"" + text
                    + "\" will be considered invalid in a future Kubernetes release: use \"" + block + "\"");
        }
        return List.of(
                path + ": IPv6 CIDR value \"" + text + "\" should be in RFC 5952 canonical format (\"" + block + "\")");
    }

    private static boolean isMapped(String text, Ip address) {
        return address.isV4() && text.indexOf(':') >= 0;
    }
}
