package io.davit.pki;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The host names and addresses that a server answers to, as its certificate must name them.
 *
 * @param names DNS names, lower case
 * @param addresses IP addresses as text, each in the JDK's own spelling
 * @see <a href="https://kubernetes.io/docs/setup/best-practices/certificates/">PKI certificates and requirements</a>
 */
public record HostNames(Set<String> names, Set<String> addresses) {

    public HostNames {
        names = Set.copyOf(names);
        addresses = Set.copyOf(addresses);
    }

    /** Sorts names from addresses; what is neither (a host called {@code my_pc}) is left out, as no client could check it. */
    public static HostNames of(Collection<String> hosts) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> addresses = new LinkedHashSet<>();
        for (String host : hosts) {
            try {
                addresses.add(InetAddress.ofLiteral(host).getHostAddress());
            } catch (IllegalArgumentException notAnAddress) {
                String name = host.toLowerCase(Locale.ROOT);
                if (isDnsName(name)) {
                    names.add(name);
                }
            }
        }
        return new HostNames(names, addresses);
    }

    /** This machine, and the names that pods use for the API: {@code kubernetes.default.svc} with its service address. */
    public static HostNames ofApiServer(String serviceAddress) {
        return of(List.of(
                "localhost",
                "127.0.0.1",
                "::1",
                "kubernetes",
                "kubernetes.default",
                "kubernetes.default.svc",
                "kubernetes.default.svc.cluster.local",
                serviceAddress,
                thisHost()));
    }

    /** These and the other's. */
    public HostNames and(HostNames other) {
        return new HostNames(union(names, other.names), union(addresses, other.addresses));
    }

    boolean covers(HostNames wanted) {
        return names.containsAll(wanted.names) && addresses.containsAll(wanted.addresses);
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        Set<String> all = new TreeSet<>(left);
        all.addAll(right);
        return all;
    }

    private static String thisHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    private static boolean isDnsName(String name) {
        if (name.isEmpty() || name.length() > 253) {
            return false;
        }
        for (String label : name.split("\\.", -1)) {
            boolean shaped = !label.isEmpty()
                    && label.length() <= 63
                    && label.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')
                    && !label.startsWith("-")
                    && !label.endsWith("-");
            if (!shaped) {
                return false;
            }
        }
        return true;
    }
}
