package io.davit.cel.library;

import io.davit.cel.value.Bytes;
import io.davit.cel.value.ListValue;
import io.davit.cel.value.MapValue;
import io.davit.cel.value.Opaque;
import io.davit.cel.value.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The costs of calls as cel-go and Kubernetes' libraries count them.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/#resource-constraints">Resource constraints</a>
 */
final class RunCosts {

    private RunCosts() {}

    /** Null for what costs 1. */
    static @Nullable RunCost of(String function, String overload) {
        RunCost versioned = ofOverload(overload);
        if (versioned != null) {
            return versioned;
        }
        RunCost library = ofFunction(function, overload);
        return library != null ? library : ofLanguage(overload);
    }

    /** Libraries that count their calls themselves. */
    private static @Nullable RunCost ofOverload(String overload) {
        return switch (overload) {
            case "list_sets_contains_list", "list_sets_intersects_list" ->
                (a, _) -> 1 + RunCost.sizeWithin(a[0]) * RunCost.sizeWithin(a[1]);
            case "list_sets_equivalent_list" -> (a, _) -> 1 + 2 * RunCost.sizeWithin(a[0]) * RunCost.sizeWithin(a[1]);
            case "list_slice", "lists_range", "list_reverse" -> (_, result) -> 11 + RunCost.sizeWithin(result);
            case "list_flatten", "list_flatten_int" ->
                (a, _) -> 11 + RunCost.sizeWithin(a[0]) * (a.length > 1 && a[1] instanceof Long depth ? depth : 1);
            case "list_distinct" -> (a, _) -> selfComparison(a[0]);
            default ->
                !overload.startsWith("list_")
                        ? null
                        : overload.endsWith("_sort")
                                ? (a, _) -> selfComparison(a[0])
                                : overload.endsWith("_sortByAssociatedKeys") ? (a, _) -> selfComparison(a[1]) : null;
        };
    }

    private static long selfComparison(Object value) {
        if (!(value instanceof ListValue list) || list.size() == 0) {
            return 11;
        }
        Object first = list.get(0);
        double factor = first instanceof String || first instanceof Bytes ? 2 + RunCost.TRAVERSAL : 2;
        double size = list.size();
        return (long) (size * size * factor) + 11;
    }

    private static @Nullable RunCost ofFunction(String function, String overload) {
        return switch (function) {
            // two of them exhaust what one expression may cost
            case "check" -> (_, _) -> 350_000;
            case "fieldSelector", "labelSelector" -> (a, _) -> selector(RunCost.size(a[1]));
            case "isSorted", "sum", "max", "min", "indexOf", "lastIndexOf" -> (a, _) -> whole(a[0]);
            case "url",
                    "lowerAscii",
                    "upperAscii",
                    "substring",
                    "trim",
                    "jsonpatch.escapeKey",
                    "cidr",
                    "isIP",
                    "isCIDR",
                    "quantity",
                    "isQuantity",
                    "semver",
                    "isSemver" -> (a, _) -> RunCost.traversal(RunCost.size(a[0]));
            case "ip" -> overload.equals("cidr_ip") ? RunCost.ONE : (a, _) -> RunCost.traversal(RunCost.size(a[0]));
            case "replace", "split", "ip.isCanonical" ->
                (a, _) -> (long) Math.ceil(RunCost.size(a[0]) * 2 * RunCost.TRAVERSAL);
            case "join" -> (_, result) -> (long) Math.ceil(RunCost.size(result) * 2 * RunCost.TRAVERSAL);
            case "find", "findAll" -> (a, _) -> search(RunCost.size(a[0]), RunCost.size(a[1]));
            case "containsIP" ->
                (a, _) -> (long) Math.ceil(2 * RunCost.size(a[0]) * RunCost.TRAVERSAL)
                        + (overload.equals("cidr_contains_ip_string") ? RunCost.traversal(RunCost.size(a[1])) : 0);
            case "containsCIDR" ->
                (a, _) -> (long) Math.ceil(2 * RunCost.size(a[0]) * RunCost.TRAVERSAL)
                        + RunCost.traversal(RunCost.size(a[0]))
                        + 1
                        + (overload.equals("cidr_contains_cidr_string") ? RunCost.traversal(RunCost.size(a[1])) : 0);
            case "validate" ->
                (a, _) -> a[0] instanceof FormatLibrary.Format format
                        ? search(RunCost.size(a[1]), format.patternLength())
                        : 1;
            case "_==_" -> (a, _) -> a[0] instanceof Opaque ? 1 : comparison(a);
            default -> null;
        };
    }

    /** The language's own functions. */
    private static @Nullable RunCost ofLanguage(String overload) {
        return switch (overload) {
            case "starts_with_string",
                    "ends_with_string",
                    "string_to_bytes",
                    "bytes_to_string",
                    "strings_quote",
                    "string_format" -> (a, _) -> RunCost.traversal(RunCost.sizeWithin(a[0]));
            case "in_list" -> (a, _) -> RunCost.sizeWithin(a[1]);
            case "less_string",
                    "greater_string",
                    "less_equals_string",
                    "greater_equals_string",
                    "less_bytes",
                    "greater_bytes",
                    "less_equals_bytes",
                    "greater_equals_bytes",
                    "equals",
                    "not_equals" -> (a, _) -> comparison(a);
            case "add_string", "add_bytes" ->
                (a, _) -> RunCost.traversal(RunCost.sizeWithin(a[0]) + RunCost.sizeWithin(a[1]));
            case "matches_string" -> (a, _) -> search(RunCost.sizeWithin(a[0]), RunCost.sizeWithin(a[1]));
            case "contains_string" ->
                (a, _) -> RunCost.traversal(RunCost.sizeWithin(a[0])) * RunCost.traversal(RunCost.sizeWithin(a[1]));
            default -> null;
        };
    }

    private static long comparison(Object[] arguments) {
        return RunCost.traversal(Math.min(RunCost.sizeWithin(arguments[0]), RunCost.sizeWithin(arguments[1])));
    }

    /** RE2 takes the text's length times the pattern's, of which four characters are taken for one state. */
    private static long search(long text, long pattern) {
        return (long) Math.ceil((1.0 + text) * RunCost.TRAVERSAL) * (long) Math.ceil(pattern * RunCost.PATTERN_LENGTH);
    }

    private static long selector(long length) {
        return 10 + RunCost.traversal(length) + (long) Math.ceil(Math.ceil(length * 0.5) * 50);
    }

    /** What it takes to see every leaf of a value once. */
    private static long whole(Object value) {
        return switch (value) {
            case String text -> (long) (Texts.utf8(text).length * RunCost.TRAVERSAL);
            case Bytes bytes -> (long) (bytes.size() * RunCost.TRAVERSAL);
            case ListValue list -> {
                long cost = 0;
                for (Object element : list) {
                    cost += whole(element);
                }
                yield cost;
            }
            case MapValue map -> {
                long cost = 0;
                for (Object key : map.keys()) {
                    Object entry = map.find(key);
                    cost += whole(key) + (entry == null ? 1 : whole(entry));
                }
                yield cost;
            }
            default -> 1;
        };
    }
}
