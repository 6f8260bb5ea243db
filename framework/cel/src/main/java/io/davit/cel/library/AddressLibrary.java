package io.davit.cel.library;

import com.google.re2j.Pattern;
import dev.cel.common.types.CelType;
import io.davit.cel.value.Failure;
import io.davit.cel.value.Opaque;
import io.davit.model.error.Quoted;
import io.davit.model.name.Cidr;
import io.davit.model.name.Ip;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * IP addresses and blocks of them.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-ip-address-library">Kubernetes IP address library</a>
 */
final class AddressLibrary {

    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

    private record Address(Ip ip) implements Opaque {
        @Override
        public String typeName() {
            return "net.IP";
        }

        @Override
        public long size() {
            return ip.bytes().length;
        }

        @Override
        public String text() {
            return ip.toString();
        }
    }

    /** A block as it was written, with bits after the prefix. */
    private record Block(Cidr cidr) implements Opaque {
        @Override
        public String typeName() {
            return "net.CIDR";
        }

        /** Of the prefix, in bytes. */
        @Override
        public long size() {
            return (cidr.length() + 7) / 8;
        }

        @Override
        public String text() {
            return cidr.address() + "/" + cidr.length();
        }
    }

    private AddressLibrary() {}

    static List<Function> functions() {
        return List.of(
                Function.named("ip")
                        .global("string_to_ip", Types.IP, List.of(Types.STRING), a -> address((String) a[0]))
                        .member("cidr_ip", Types.IP, List.of(Types.CIDR), a -> new Address(block(a).address()))
                        .build(),
                Function.named("isIP")
                        .global(
                                "is_ip",
                                Types.BOOL,
                                List.of(Types.STRING),
                                a -> address((String) a[0]) instanceof Address)
                        .build(),
                Function.named("ip.isCanonical")
                        .global(
                                "ip_is_canonical",
                                Types.BOOL,
                                List.of(Types.STRING),
                                a -> address((String) a[0]) instanceof Address address
                                        ? (Object) address.text().equals(a[0])
                                        : address((String) a[0]))
                        .build(),
                Function.named("family")
                        .member("ip_family", Types.INT, List.of(Types.IP), a -> ip(a).isV4() ? 4L : 6L)
                        .build(),
                question("isUnspecified", "ip_is_unspecified", Ip::isUnspecified),
                question("isLoopback", "ip_is_loopback", Ip::isLoopback),
                question("isLinkLocalMulticast", "ip_is_link_local_multicast", Ip::isLinkLocalMulticast),
                question("isLinkLocalUnicast", "ip_is_link_local_unicast", Ip::isLinkLocalUnicast),
                question("isGlobalUnicast", "ip_is_global_unicast", AddressLibrary::isGlobalUnicast),
                Function.named("string")
                        .global("ip_to_string", Types.STRING, List.of(Types.IP), a -> ip(a).toString())
                        .global("cidr_to_string", Types.STRING, List.of(Types.CIDR), a -> ((Block) a[0]).text())
                        .build(),
                Function.named("cidr")
                        .global("string_to_cidr", Types.CIDR, List.of(Types.STRING), a -> block((String) a[0]))
                        .build(),
                Function.named("isCIDR")
                        .global(
                                "is_cidr",
                                Types.BOOL,
                                List.of(Types.STRING),
                                a -> block((String) a[0]) instanceof Block)
                        .build(),
                Function.named("containsIP")
                        .member(
                                "cidr_contains_ip_string",
                                Types.BOOL,
                                List.of(Types.CIDR, Types.STRING),
                                a -> containsIp(a, address((String) a[1])))
                        .member(
                                "cidr_contains_ip_ip",
                                Types.BOOL,
                                List.of(Types.CIDR, Types.IP),
                                a -> containsIp(a, a[1]))
                        .build(),
                Function.named("containsCIDR")
                        .member(
                                "cidr_contains_cidr_string",
                                Types.BOOL,
                                List.of(Types.CIDR, Types.STRING),
                                a -> containsCidr(a, block((String) a[1])))
                        .member(
                                "cidr_contains_cidr",
                                Types.BOOL,
                                List.of(Types.CIDR, Types.CIDR),
                                a -> containsCidr(a, a[1]))
                        .build(),
                Function.named("prefixLength")
                        .member("cidr_prefix_length", Types.INT, List.of(Types.CIDR), a -> (long) block(a).length())
                        .build(),
                Function.named("masked")
                        .member(
                                "cidr_masked",
                                Types.CIDR,
                                List.of(Types.CIDR),
                                a -> new Block(new Cidr(block(a).network(), block(a).length())))
                        .build());
    }

    private static Function question(String name, String id, Predicate<Ip> answer) {
        List<CelType> parameters = List.of(Types.IP);
        return Function.named(name)
                .member(id, Types.BOOL, parameters, a -> answer.test(ip(a)))
                .build();
    }

    private static Ip ip(Object[] arguments) {
        return ((Address) arguments[0]).ip();
    }

    private static Cidr block(Object[] arguments) {
        return ((Block) arguments[0]).cidr();
    }

    private static boolean isGlobalUnicast(Ip ip) {
        byte[] bytes = ip.bytes();
        boolean broadcast = ip.isV4() && bytes[0] == -1 && bytes[1] == -1 && bytes[2] == -1 && bytes[3] == -1;
        return !broadcast && !ip.isUnspecified() && !ip.isLoopback() && !ip.isMulticast() && !ip.isLinkLocalUnicast();
    }

    private static Object containsIp(Object[] arguments, Object other) {
        return other instanceof Address address ? (Object) block(arguments).contains(address.ip()) : unfit(other);
    }

    private static Object containsCidr(Object[] arguments, Object other) {
        return other instanceof Block block
                ? (Object) (block(arguments).length() <= block.cidr().length()
                        && block(arguments).contains(block.cidr().address()))
                : unfit(other);
    }

    /** The text was no address: upstream tells of types then, and not of the text. */
    private static Object unfit(Object other) {
        return other instanceof Failure ? Failure.NO_SUCH_OVERLOAD : other;
    }

    private static Object address(String text) {
        int zone = text.indexOf('%');
        if (zone >= 0
                && text.indexOf(':') >= 0
                && zone + 1 < text.length()
                && Ip.lenient(text.substring(0, zone)) != null) {
            return new Failure("IP address " + Quoted.of(text) + " with zone value is not allowed");
        }
        Ip ip = Ip.lenient(text);
        if (ip != null && ip.isV4() && text.indexOf(':') >= 0) {
            return new Failure("IPv4-mapped IPv6 address " + Quoted.of(text) + " is not allowed");
        }
        Ip strict = Ip.strict(text);
        return strict != null
                ? new Address(strict)
                : new Failure("IP Address " + Quoted.of(text) + " parse error during conversion from string: ParseAddr("
                        + Quoted.of(text) + "): " + addressFault(text));
    }

    private static Object block(String text) {
        String fault = blockFault(text);
        if (fault != null) {
            String again = "network address parse error during conversion from string: ";
            return new Failure(fault.startsWith("IPv4-mapped") ? again + fault : again + again + fault);
        }
        Cidr cidr = Cidr.strict(text);
        return cidr == null
                ? new Failure("network address parse error during conversion from string")
                : new Block(cidr);
    }

    private static @Nullable String blockFault(String text) {
        String prefix = "netip.ParsePrefix(" + Quoted.of(text) + "): ";
        int slash = text.lastIndexOf('/');
        if (slash < 0) {
            return prefix + "no '/'";
        }
        String written = text.substring(0, slash);
        Ip ip = Ip.strict(written);
        if (ip == null) {
            Ip lenient = Ip.lenient(written);
            if (lenient != null && lenient.isV4() && written.indexOf(':') >= 0) {
                return "IPv4-mapped IPv6 address " + Quoted.of(text) + " is not allowed";
            }
            return prefix + "ParseAddr(" + Quoted.of(written) + "): " + addressFault(written);
        }
        String bits = text.substring(slash + 1);
        if (!LENGTH.matches(bits)) {
            boolean number = !bits.isEmpty() && bits.chars().allMatch(c -> c >= '0' && c <= '9');
            return prefix
                    + (number && bits.length() > 3 && !bits.startsWith("0")
                            ? "prefix length out of range"
                            : "bad bits after slash: " + Quoted.of(bits));
        }
        return Integer.parseInt(bits) > ip.bytes().length * 8 ? prefix + "prefix length out of range" : null;
    }

    /** What Go finds wrong with an address. */
    private static String addressFault(String text) {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '.' -> {
                    return v4Fault(text);
                }
                case ':' -> {
                    return v6Fault(text);
                }
                case '%' -> {
                    return "missing IPv6 address";
                }
                default -> {
                    // goes on to what tells the family
                }
            }
        }
        return "unable to parse IP";
    }

    private static String v4Fault(String text) {
        int value = 0;
        int dots = 0;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                if (digits == 1 && value == 0) {
                    return "IPv4 field has octet with leading zero";
                }
                value = value * 10 + c - '0';
                digits++;
                if (value > 255) {
                    return "IPv4 field has value >255";
                }
            } else if (c == '.') {
                if (i == 0 || i == text.length() - 1 || text.charAt(i - 1) == '.') {
                    return "IPv4 field must have at least one digit (at " + Quoted.of(text.substring(i)) + ")";
                }
                if (dots == 3) {
                    return "IPv4 address too long";
                }
                dots++;
                value = 0;
                digits = 0;
            } else {
                return "unexpected character (at " + Quoted.of(text.substring(i)) + ")";
            }
        }
        return dots < 3 ? "IPv4 address too short" : "unable to parse IP";
    }

    private static String v6Fault(String text) {
        String rest = text;
        boolean ellipsis = false;
        int filled = 0;
        if (rest.startsWith("::")) {
            ellipsis = true;
            rest = rest.substring(2);
        }
        while (filled < 16 && !(rest.isEmpty() && ellipsis)) {
            int digits = 0;
            while (digits < rest.length()
                    && Character.digit(rest.charAt(digits), 16) >= 0
                    && rest.charAt(digits) < 0x80) {
                digits++;
                if (digits > 4) {
                    return "each group must have 4 or less digits (at " + Quoted.of(rest) + ")";
                }
            }
            if (digits == 0) {
                return "each colon-separated field must have at least one digit (at " + Quoted.of(rest) + ")";
            }
            if (digits < rest.length() && rest.charAt(digits) == '.') {
                if (!ellipsis && filled != 12) {
                    return "embedded IPv4 address must replace the final 2 fields of the address (at " + Quoted.of(rest)
                            + ")";
                }
                if (filled + 4 > 16) {
                    return "too many hex fields to fit an embedded IPv4 at the end of the address (at "
                            + Quoted.of(rest) + ")";
                }
                return v4Fault(rest);
            }
            filled += 2;
            rest = rest.substring(digits);
            if (rest.isEmpty()) {
                break;
            }
            if (rest.charAt(0) != ':') {
                return "unexpected character, want colon (at " + Quoted.of(rest) + ")";
            }
            if (rest.length() == 1) {
                return "colon must be followed by more characters (at " + Quoted.of(rest) + ")";
            }
            rest = rest.substring(1);
            if (rest.charAt(0) == ':') {
                if (ellipsis) {
                    return "multiple :: in address (at " + Quoted.of(rest) + ")";
                }
                ellipsis = true;
                rest = rest.substring(1);
            }
        }
        if (!rest.isEmpty()) {
            return "trailing garbage after address (at " + Quoted.of(rest) + ")";
        }
        return filled < 16 && !ellipsis
                ? "address string too short"
                : "the :: must expand to at least one field of zeros";
    }
}
