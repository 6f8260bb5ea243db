package io.davit.apiserver.negotiation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One clause of an {@code Accept} header (RFC 9110, 12.5.1).
 *
 * <p>Clauses that cannot be read are left out, and so are parameters that are not {@code name=value}.
 */
record Accept(String type, String subtype, double quality, Map<String, String> parameters) {

    private static final int SMALL = 12;

    private static final Comparator<Accept> BEST_FIRST = Comparator.comparingDouble((Accept clause) -> -clause.quality)
            .thenComparing((Accept clause) -> clause.type.equals("*"))
            .thenComparing((Accept clause) -> clause.subtype.equals("*"));

    /** The clauses of a header, best first. */
    static List<Accept> parse(String header) {
        List<Accept> clauses = new ArrayList<>();
        for (String part : header.split(",")) {
            clause(part.strip(), clauses);
        }
        sort(clauses);
        return clauses;
    }

    boolean matches(Encoding encoding) {
        return type.equals("*") && subtype.equals("*")
                || type.equals(encoding.type()) && (subtype.equals("*") || subtype.equals(encoding.subtype()));
    }

    private static void clause(String text, List<Accept> clauses) {
        String[] parts = text.split(";");
        if (parts.length == 0) {
            return;
        }
        String[] names = parts[0].split("/", -1);
        String type = names[0].strip();
        boolean everything = names.length == 1 && type.equals("*");
        if (!everything && names.length != 2) {
            return;
        }
        double quality = 1;
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", -1);
            if (pair.length != 2 || pair[1].isEmpty()) {
                continue;
            }
            if (pair[0].strip().equals("q")) {
                quality = quality(pair[1].strip());
            } else {
                parameters.put(pair[0].strip(), pair[1].strip());
            }
        }
        clauses.add(new Accept(type, everything ? "*" : names[1].strip(), quality, parameters));
    }

    private static double quality(String text) {
        try {
            double quality = Double.parseDouble(text);
            return Double.isNaN(quality) ? 0 : quality;
        } catch (NumberFormatException e) {
            // As upstream: a quality that is no number is the lowest.
            return 0;
        }
    }

    /**
     * Upstream's order is no order: of two clauses, each may come before the other, when one has the quality and the other the
     * narrower type. Headers of real clients are short, and there the outcome is that of an insertion sort.
     */
    private static void sort(List<Accept> clauses) {
        if (clauses.size() > SMALL) {
            clauses.sort(BEST_FIRST);
            return;
        }
        for (int i = 1; i < clauses.size(); i++) {
            for (int j = i; j > 0 && clauses.get(j).before(clauses.get(j - 1)); j--) {
                clauses.set(j, clauses.set(j - 1, clauses.get(j)));
            }
        }
    }

    private boolean before(Accept other) {
        return quality > other.quality
                || !type.equals("*") && other.type.equals("*")
                || !subtype.equals("*") && other.subtype.equals("*");
    }
}
