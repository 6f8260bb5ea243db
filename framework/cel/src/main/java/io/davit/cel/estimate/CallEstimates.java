package io.davit.cel.estimate;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What calls of libraries may cost, as Kubernetes and cel-go's extensions estimate it. Any change breaks definitions that were accepted.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/#resource-constraints">Resource constraints</a>
 */
final class CallEstimates {

    private static final double TRAVERSAL = 0.1;
    private static final double PATTERN = 0.25;
    private static final long LIST = 10;
    private static final Range ADDRESS = new Range(4, 16);
    private static final double NAME_PATTERN = 128;
    private static final long LONGEST_FORMAT = 64;

    private final Function<List<String>, @Nullable Range> sizes;

    /**
     * @param sizes of what a path leads to; null when it cannot be told
     */
    CallEstimates(Function<List<String>, @Nullable Range> sizes) {
        this.sizes = sizes;
    }

    /** Null for what the language itself counts. */
    @Nullable
    CallEstimate of(String function, String overload, @Nullable Node target, List<Node> args) {
        CallEstimate extension = ofExtension(overload, target, args);
        return extension != null ? extension : ofKubernetes(function, overload, target, args);
    }

    // -------- cel-go's extensions: sets, and lists in version 3

    private @Nullable CallEstimate ofExtension(String overload, @Nullable Node target, List<Node> args) {
        switch (overload) {
            case "list_sets_contains_list", "list_sets_intersects_list" -> {
                return sets(args, 1);
            }
            case "list_sets_equivalent_list" -> {
                return sets(args, 2);
            }
            case "lists_range" -> {
                return allocated(1, Range.of(number(args.getFirst(), Range.MOST)));
            }
            default -> {
                // of a list
            }
        }
        if (target == null || !overload.startsWith("list_")) {
            return null;
        }
        switch (overload) {
            case "list_slice" -> {
                Range size = size(target);
                long start = number(args.get(0), 0);
                long end = number(args.get(1), size.max());
                return allocated(1, Range.of(end - start));
            }
            case "list_reverse" -> {
                return allocated(1, size(target));
            }
            case "list_flatten" -> {
                return allocated(1, size(target));
            }
            case "list_flatten_int" -> {
                return allocated(Range.toDouble(number(args.getFirst(), Range.MOST)), size(target));
            }
            case "list_distinct" -> {
                return allocated(2, size(target).times(size(target)));
            }
            default -> {
                if (overload.endsWith("_sort")) {
                    return sorted(overload, size(target));
                }
                return overload.endsWith("_sortByAssociatedKeys") ? sorted(overload, size(args.getFirst())) : null;
            }
        }
    }

    private static CallEstimate sorted(String overload, Range size) {
        boolean texts = overload.startsWith("list_string_") || overload.startsWith("list_bytes_");
        return allocated(texts ? 2 + TRAVERSAL : 2, size.times(size));
    }

    private CallEstimate sets(List<Node> args, double factor) {
        Range pairs = size(args.get(0)).times(size(args.get(1)));
        return CallEstimate.of(pairs.times(factor).plus(Range.ONE));
    }

    private static CallEstimate allocated(double factor, Range size) {
        return new CallEstimate(size.times(factor).plus(Range.ONE).plus(Range.of(LIST)), size);
    }

    /** A number that is spelled out. */
    private static long number(Node node, long otherwise) {
        CelExpr expr = node.expr();
        return expr != null
                        && expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expr.constant().getKind() == CelConstant.Kind.INT64_VALUE
                ? Math.max(0, expr.constant().int64Value())
                : otherwise;
    }

    // -------- Kubernetes' own libraries

    private @Nullable CallEstimate ofKubernetes(
            String function, String overload, @Nullable Node target, List<Node> args) {
        return switch (function) {
            case "check" -> CallEstimate.of(350_000);
            case "serviceAccount",
                    "path",
                    "group",
                    "resource",
                    "subresource",
                    "namespace",
                    "name",
                    "allowed",
                    "reason",
                    "error",
                    "errored",
                    "masked",
                    "prefixLength",
                    "family",
                    "isUnspecified",
                    "isLoopback",
                    "isLinkLocalMulticast",
                    "isLinkLocalUnicast",
                    "isGlobalUnicast",
                    "format.named",
                    "sign",
                    "asInteger",
                    "isInteger",
                    "asApproximateFloat",
                    "isGreaterThan",
                    "isLessThan",
                    "compareTo",
                    "add",
                    "sub",
                    "major",
                    "minor",
                    "patch",
                    "getScheme",
                    "getHostname",
                    "getHost",
                    "getPort",
                    "getEscapedPath",
                    "getQuery" -> CallEstimate.of(1);
            case "fieldSelector", "labelSelector" -> args.size() == 1 ? selector(size(args.getFirst())) : null;
            case "isSorted", "sum", "max", "min", "indexOf", "lastIndexOf" -> target == null ? null : whole(target);
            case "url", "jsonpatch.escapeKey" -> args.size() == 1 ? sized(size(args.getFirst()), TRAVERSAL) : null;
            case "lowerAscii", "upperAscii", "substring", "trim" ->
                target == null ? null : sized(size(target), TRAVERSAL);
            case "replace" ->
                target == null || args.size() < 2 ? null : replaced(size(target), size(args.get(0)), size(args.get(1)));
            case "split" -> target == null ? null : split(size(target), args);
            case "join" -> target == null ? null : joined(target, args);
            case "find", "findAll" ->
                target == null || args.isEmpty() ? null : found(size(target), size(args.getFirst()));
            case "cidr", "isIP", "isCIDR", "quantity", "isQuantity", "semver", "isSemver" ->
                args.isEmpty() ? null : CallEstimate.of(size(args.getFirst()).times(TRAVERSAL));
            case "ip" ->
                overload.equals("cidr_ip")
                        ? CallEstimate.of(1)
                        : args.isEmpty()
                                ? null
                                : CallEstimate.of(size(args.getFirst()).times(TRAVERSAL));
            case "ip.isCanonical" ->
                args.isEmpty() ? null : CallEstimate.of(size(args.getFirst()).times(2 * TRAVERSAL));
            case "containsIP" ->
                args.isEmpty()
                        ? null
                        : CallEstimate.of(parsed(compared(), overload.equals("cidr_contains_ip_string"), args));
            case "containsCIDR" ->
                args.isEmpty()
                        ? null
                        : CallEstimate.of(parsed(
                                compared().plus(ADDRESS.times(TRAVERSAL)).plus(Range.ONE),
                                overload.equals("cidr_contains_cidr_string"),
                                args));
            case "validate" ->
                args.isEmpty()
                        ? null
                        : CallEstimate.of(size(args.getFirst()).times(TRAVERSAL).times(NAME_PATTERN * PATTERN));
            case "_==_" -> args.size() == 2 ? equal(args.get(0), args.get(1)) : null;
            default -> null;
        };
    }

    private static CallEstimate selector(Range length) {
        Range requirements = length.times(0.5).times(50.0);
        return CallEstimate.of(Range.of(LIST).plus(length.times(TRAVERSAL)).plus(requirements));
    }

    private CallEstimate whole(Node target) {
        Node element = element(target);
        if (element == null) {
            return CallEstimate.of(size(target).times(TRAVERSAL));
        }
        Range each = Range.ONE;
        if (element.type().kind() == CelKind.STRING || element.type().kind() == CelKind.BYTES) {
            each = each.plus(size(element).times(TRAVERSAL));
        }
        return CallEstimate.of(size(target).times(each));
    }

    private static CallEstimate sized(Range size, double factor) {
        return new CallEstimate(size.times(factor), size);
    }

    private static CallEstimate replaced(Range size, Range part, Range by) {
        long mostCount = 0;
        long mostKept = 0;
        if (part.min() == 0) {
            mostCount = Range.sum(size.max(), 1);
            mostKept = size.max();
        } else if (Long.compareUnsigned(by.max(), part.min()) <= 0) {
            mostKept = size.max();
        } else {
            mostCount = Range.fromDouble(Math.ceil(Range.toDouble(size.max()) / Range.toDouble(part.min())));
        }
        long leastCount = 0;
        long leastKept = 0;
        if (part.max() == 0) {
            leastCount = Range.sum(size.min(), 1);
            leastKept = size.min();
        } else if (Long.compareUnsigned(part.max(), by.min()) <= 0) {
            leastKept = size.min();
        } else {
            leastCount = Range.fromDouble(Math.ceil(Range.toDouble(size.min()) / Range.toDouble(part.max())));
        }
        Range result = new Range(leastCount, mostCount).times(by).plus(new Range(leastKept, mostKept));
        return new CallEstimate(size.times(2 * TRAVERSAL), result);
    }

    private static CallEstimate split(Range size, List<Node> args) {
        long most = args.size() > 1 ? limit(args.get(1), size.max()) : size.max();
        return new CallEstimate(size.times(2 * TRAVERSAL), new Range(0, most));
    }

    private static long limit(Node node, long otherwise) {
        CelExpr expr = node.expr();
        return expr != null
                        && expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expr.constant().getKind() == CelConstant.Kind.INT64_VALUE
                ? expr.constant().int64Value()
                : otherwise;
    }

    private CallEstimate joined(Node target, List<Node> args) {
        Range elements = size(target);
        Range size = Range.ZERO;
        Node element = element(target);
        if (element != null) {
            size = elements.times(size(element));
        }
        if (!args.isEmpty()) {
            Range separators = new Range(
                    elements.min() == 0 ? 0 : elements.min() - 1, elements.max() == 0 ? 0 : elements.max() - 1);
            size = size.plus(size(args.getFirst()).times(separators));
        }
        return new CallEstimate(size.times(TRAVERSAL), size);
    }

    private static CallEstimate found(Range text, Range pattern) {
        Range cost = text.plus(Range.ONE).times(TRAVERSAL).times(pattern.times(PATTERN));
        return new CallEstimate(cost, new Range(0, text.max()));
    }

    private static Range compared() {
        return ADDRESS.plus(ADDRESS).times(TRAVERSAL);
    }

    private Range parsed(Range cost, boolean text, List<Node> args) {
        return text ? cost.plus(size(args.getFirst()).times(TRAVERSAL)) : cost;
    }

    private static @Nullable CallEstimate equal(Node left, Node right) {
        CelType type = left.type();
        if (!type.equals(right.type())) {
            return null;
        }
        return switch (type.name()) {
            case "net.IP",
                    "net.CIDR",
                    "kubernetes.Quantity",
                    "kubernetes.Semver",
                    "kubernetes.authorization.Authorizer",
                    "kubernetes.authorization.PathCheck",
                    "kubernetes.authorization.GroupCheck",
                    "kubernetes.authorization.ResourceCheck",
                    "kubernetes.authorization.Decision" -> CallEstimate.of(1);
            case "kubernetes.NamedFormat" -> CallEstimate.of(new Range(1, LONGEST_FORMAT).times(TRAVERSAL));
            case "kubernetes.URL" -> {
                // of both sides upstream looks at the right one
                Range size = right.size() == null ? Range.ONE : right.size();
                yield CallEstimate.of(new Range(1, size.max()).times(TRAVERSAL));
            }
            default -> null;
        };
    }

    private Range size(Node node) {
        if (node.size() != null) {
            return node.size();
        }
        Range size = node.path() == null || node.path().isEmpty() ? null : sizes.apply(node.path());
        return size == null ? Range.UNKNOWN : size;
    }

    /** The elements of a list; null for what has none. */
    private static @Nullable Node element(Node list) {
        if (list.type().parameters().isEmpty()) {
            return null;
        }
        List<String> path = null;
        if (list.path() != null) {
            path = new ArrayList<>(list.path());
            path.add("@items");
        }
        return new Node(path, list.type().parameters().getFirst(), null, null);
    }
}
