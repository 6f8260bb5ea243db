package io.davit.cel.estimate;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import io.davit.cel.CostEstimate;
import io.davit.cel.Type;
import io.davit.cel.value.Texts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Estimates what an expression may cost, as cel-go does it: every step has a price, what goes over strings or lists costs by the sizes
 * that the types of variables allow, and a macro costs its step as often as its range has elements.
 */
public final class Estimator {

    private static final double TRAVERSAL = 0.1;
    private static final double PATTERN = 0.25;
    private static final Range LIST = Range.of(10);
    private static final Range MAP = Range.of(30);
    private static final Range OBJECT = Range.of(40);

    /** Sizes of keys and values of a list or map that the expression makes. */
    private record Entries(boolean list, Range key, Range value) {

        static @Nullable Entries union(@Nullable Entries a, @Nullable Entries b) {
            return a == null || b == null ? null : new Entries(a.list, a.key.union(b.key), a.value.union(b.value));
        }
    }

    /** A variable of a macro. */
    private record Local(
            @Nullable List<String> path,
            @Nullable Range size,
            @Nullable Entries entries) {}

    private final CelAbstractSyntaxTree ast;
    private final Map<String, Type> variables;
    /** Upstream sizes whatever begins with no variable as if it were the first one: names of types, and elements of what has no path. */
    private final @Nullable Type anything;

    private final CallEstimates calls = new CallEstimates(this::sizeAt);
    private final Map<Long, List<String>> paths = new HashMap<>();
    private final Map<Long, Range> sizes = new HashMap<>();
    private final Map<Long, Entries> entrySizes = new HashMap<>();
    private final Map<String, Deque<Local>> locals = new HashMap<>();

    private Estimator(CelAbstractSyntaxTree ast, Map<String, Type> variables) {
        this.ast = ast;
        this.variables = variables;
        this.anything =
                variables.isEmpty() ? null : variables.values().iterator().next();
    }

    public static CostEstimate estimate(CelAbstractSyntaxTree ast, Map<String, Type> variables) {
        Range cost = new Estimator(ast, variables).cost(ast.getExpr());
        return new CostEstimate(Range.signed(cost.min()), Range.signed(cost.max()));
    }

    private Range cost(CelExpr expr) {
        return switch (expr.getKind()) {
            case IDENT -> ident(expr);
            case SELECT -> select(expr);
            case CALL -> call(expr);
            case LIST -> list(expr);
            case MAP -> map(expr);
            case STRUCT -> {
                Range sum = OBJECT;
                for (CelExpr.CelStruct.Entry entry : expr.struct().entries()) {
                    sum = sum.plus(cost(entry.value()));
                }
                yield sum;
            }
            case COMPREHENSION -> isBinding(expr.comprehension()) ? binding(expr) : fold(expr);
            default -> Range.ZERO;
        };
    }

    private Range ident(CelExpr expr) {
        String name = expr.ident().name();
        Local local = local(name);
        if (local != null) {
            setPath(expr, local.path());
        } else {
            setPath(expr, List.of(name));
        }
        return Range.ONE;
    }

    private Range select(CelExpr expr) {
        CelExpr.CelSelect select = expr.select();
        if (select.testOnly()) {
            return cost(select.operand());
        }
        Range sum = cost(select.operand());
        CelKind kind = type(select.operand()).kind();
        if (kind == CelKind.MAP || kind == CelKind.STRUCT || kind == CelKind.TYPE_PARAM) {
            sum = sum.plus(Range.ONE);
        }
        setPath(expr, longer(path(select.operand()), select.field()));
        return sum;
    }

    private Range list(CelExpr expr) {
        Range sum = LIST;
        List<CelExpr> elements = expr.list().elements();
        Range item = new Range(elements.isEmpty() ? 0 : Range.MOST, 0);
        for (CelExpr element : elements) {
            sum = sum.plus(cost(element));
            item = item.union(sizeOrUnknown(element));
        }
        entrySizes.put(expr.id(), new Entries(true, Range.ONE, item));
        return sum;
    }

    private Range map(CelExpr expr) {
        Range sum = MAP;
        List<CelExpr.CelMap.Entry> entries = expr.map().entries();
        Range key = new Range(entries.isEmpty() ? 0 : Range.MOST, 0);
        Range value = key;
        for (CelExpr.CelMap.Entry entry : entries) {
            sum = sum.plus(cost(entry.key())).plus(cost(entry.value()));
            key = key.union(sizeOrUnknown(entry.key()));
            value = value.union(sizeOrUnknown(entry.value()));
        }
        entrySizes.put(expr.id(), new Entries(false, key, value));
        return sum;
    }

    // -------- macros

    private static boolean isBinding(CelExpr.CelComprehension fold) {
        return fold.iterRange().getKind() == CelExpr.ExprKind.Kind.LIST
                && fold.iterRange().list().elements().isEmpty()
                && fold.loopCondition().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && fold.loopCondition().constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
                && !fold.loopCondition().constant().booleanValue()
                && !fold.accuVar().equals("__result__");
    }

    /** A macro that only gives a value a name. */
    private Range binding(CelExpr expr) {
        CelExpr.CelComprehension fold = expr.comprehension();
        Range sum = cost(fold.iterRange()).plus(cost(fold.accuInit()));
        push(fold.accuVar(), new Local(path(fold.accuInit()), size(fold.accuInit()), entries(fold.accuInit())));
        sum = sum.plus(cost(fold.result()));
        pop(fold.accuVar());
        setSize(expr, size(fold.result()));
        setEntries(expr, entries(fold.result()));
        return sum;
    }

    private Range fold(CelExpr expr) {
        CelExpr.CelComprehension fold = expr.comprehension();
        CelExpr range = fold.iterRange();
        Range sum = cost(range).plus(cost(fold.accuInit()));
        push(fold.accuVar(), new Local(path(fold.accuInit()), size(fold.accuInit()), entries(fold.accuInit())));
        Entries entries = entries(range);
        boolean list = entries == null ? type(range).kind() == CelKind.LIST : entries.list();
        boolean two = !fold.iterVar2().isEmpty();
        Range keys = entries == null ? null : entries.key();
        Range values = entries == null ? null : entries.value();
        if (two) {
            push(fold.iterVar(), new Local(longer(path(range), list ? "@indices" : "@keys"), keys, null));
            push(fold.iterVar2(), new Local(longer(path(range), list ? "@items" : "@values"), values, null));
        } else {
            push(fold.iterVar(), new Local(longer(path(range), list ? "@items" : "@keys"), list ? values : keys, null));
        }
        Range turn = cost(fold.loopCondition());
        turn = cost(fold.loopStep()).plus(turn);
        pop(fold.iterVar());
        if (two) {
            pop(fold.iterVar2());
        }
        sum = sum.plus(cost(fold.result()));
        pop(fold.accuVar());
        Range count = sizeOrUnknown(range);
        sum = sum.plus(count.times(turn));
        switch (fold.accuInit().getKind()) {
            case CONSTANT -> setSize(expr, size(fold.accuInit()));
            case LIST, MAP -> {
                setSize(expr, count);
                setEntries(expr, entries(fold.loopStep()));
            }
            default -> {
                // no size can be told
            }
        }
        return sum;
    }

    // -------- calls

    private Range call(CelExpr expr) {
        CelExpr.CelCall call = expr.call();
        if (call.function().equals("dyn")) {
            CelExpr value = call.args().getFirst();
            Range cost = cost(value);
            setSize(expr, size(value));
            setEntries(expr, entries(value));
            return cost.plus(Range.ONE);
        }
        List<Node> args = new ArrayList<>();
        List<Range> costs = new ArrayList<>();
        for (CelExpr arg : call.args()) {
            costs.add(cost(arg));
            args.add(node(arg));
        }
        List<String> overloads = ast.getReference(expr.id())
                .map(CelReference::overloadIds)
                .map(List::copyOf)
                .orElse(List.of());
        if (overloads.isEmpty()) {
            return Range.ZERO;
        }
        Range sum = Range.ZERO;
        Node target = null;
        if (call.target().isPresent()) {
            sum = cost(call.target().get());
            target = node(call.target().get());
        }
        Range worst = new Range(Range.MOST, 0);
        Range result = null;
        for (String overload : overloads) {
            CallEstimate estimate = estimate(expr, call.function(), overload, target, args, costs);
            worst = worst.union(estimate.cost());
            if (estimate.size() != null) {
                result = result == null ? estimate.size() : result.union(estimate.size());
            }
            if ((overload.equals("index_list") || overload.equals("index_map")) && !args.isEmpty()) {
                CelExpr indexed = call.args().getFirst();
                Entries entries = entries(indexed);
                result = entries == null ? null : entries.value();
                setPath(expr, longer(path(indexed), overload.equals("index_list") ? "@items" : "@values"));
            }
            if (result == null) {
                result = size(expr);
            }
        }
        setSize(expr, result);
        return sum.plus(worst);
    }

    private CallEstimate estimate(
            CelExpr expr, String function, String overload, @Nullable Node target, List<Node> args, List<Range> costs) {
        Range arguments = Range.ZERO;
        for (Range cost : costs) {
            arguments = arguments.plus(cost);
        }
        CallEstimate library = calls.of(function, overload, target, args);
        if (library != null) {
            return new CallEstimate(library.cost().plus(arguments), library.size());
        }
        switch (overload) {
            case "logical_or", "logical_and" -> {
                // the second side may not be looked at
                return CallEstimate.of(new Range(
                        costs.get(0).min(), costs.get(0).plus(costs.get(1)).max()));
            }
            case "conditional" -> {
                setEntries(expr, Entries.union(entries(call(expr, 1)), entries(call(expr, 2))));
                Range size = known(args.get(1)).union(known(args.get(2)));
                return new CallEstimate(costs.get(0).plus(costs.get(1).union(costs.get(2))), size);
            }
            default -> {
                CallEstimate own = ofLanguage(expr, overload, target, args);
                return new CallEstimate(own.cost().plus(arguments), own.size());
            }
        }
    }

    private static CelExpr call(CelExpr expr, int argument) {
        return expr.call().args().get(argument);
    }

    /** Without the arguments. */
    private CallEstimate ofLanguage(CelExpr expr, String overload, @Nullable Node target, List<Node> args) {
        switch (overload) {
            case "string_format" -> {
                if (target != null) {
                    return CallEstimate.of(known(target).times(TRAVERSAL));
                }
            }
            case "string_to_bytes" -> {
                Range size = known(args.getFirst());
                return new CallEstimate(size.times(TRAVERSAL), new Range(size.min(), size.max() * 4));
            }
            case "bytes_to_string" -> {
                Range size = known(args.getFirst());
                return new CallEstimate(
                        size.times(TRAVERSAL), new Range(Long.divideUnsigned(size.min(), 4), size.max()));
            }
            case "strings_quote" -> {
                Range size = known(args.getFirst());
                return new CallEstimate(size.times(TRAVERSAL), new Range(size.min() + 2, size.max() * 2 + 2));
            }
            case "starts_with_string", "ends_with_string" -> {
                return CallEstimate.of(known(args.getFirst()).times(TRAVERSAL));
            }
            case "in_list" -> {
                return CallEstimate.of(known(args.get(1)).times(1.0));
            }
            case "matches_string" -> {
                if (target != null) {
                    Range text = known(target).plus(Range.ONE).times(TRAVERSAL);
                    return CallEstimate.of(text.times(known(args.getFirst()).times(PATTERN)));
                }
            }
            case "contains_string" -> {
                if (target != null) {
                    return CallEstimate.of(known(target)
                            .times(TRAVERSAL)
                            .times(known(args.getFirst()).times(TRAVERSAL)));
                }
            }
            case "add_string", "add_bytes", "add_list" -> {
                Range size = known(args.get(0)).plus(known(args.get(1)));
                setEntries(expr, Entries.union(entries(call(expr, 0)), entries(call(expr, 1))));
                return new CallEstimate(overload.equals("add_list") ? Range.ONE : size.times(TRAVERSAL), size);
            }
            case "less_string",
                    "greater_string",
                    "less_equals_string",
                    "greater_equals_string",
                    "less_bytes",
                    "greater_bytes",
                    "less_equals_bytes",
                    "greater_equals_bytes",
                    "equals",
                    "not_equals" -> {
                long left = known(args.get(0)).max();
                long right = known(args.get(1)).max();
                long smaller = Long.compareUnsigned(left, right) <= 0 ? left : right;
                return CallEstimate.of(new Range(smaller == 0 ? 0 : 1, smaller).times(TRAVERSAL));
            }
            default -> {
                return CallEstimate.of(1);
            }
        }
        return CallEstimate.of(1);
    }

    // -------- sizes and paths

    private Node node(CelExpr expr) {
        List<String> path = path(expr);
        if (path != null
                && !path.isEmpty()
                && (path.getFirst().equals("@result") || path.getFirst().equals("__result__"))) {
            path = null;
        }
        return new Node(path, type(expr), expr, size(expr));
    }

    /** The name after {@code .?} is a constant that no type was found for. */
    private CelType type(CelExpr expr) {
        return ast.getType(expr.id()).orElse(SimpleType.DYN);
    }

    private static Range known(Node node) {
        return node.size() == null ? Range.UNKNOWN : node.size();
    }

    private Range sizeOrUnknown(CelExpr expr) {
        Range size = size(expr);
        return size == null ? Range.UNKNOWN : size;
    }

    private @Nullable Range size(CelExpr expr) {
        Range computed = sizes.get(expr.id());
        if (computed != null) {
            return computed;
        }
        Range written = writtenSize(expr);
        if (written != null) {
            return written;
        }
        List<String> path = path(expr);
        Range declared = path == null || path.isEmpty() ? null : sizeAt(path);
        if (declared != null) {
            sizes.put(expr.id(), declared);
            return declared;
        }
        if (isScalar(type(expr))) {
            return Range.ONE;
        }
        Local local = expr.getKind() == CelExpr.ExprKind.Kind.IDENT
                ? local(expr.ident().name())
                : null;
        return local == null ? null : local.size();
    }

    private static @Nullable Range writtenSize(CelExpr expr) {
        return switch (expr.getKind()) {
            case CONSTANT ->
                switch (expr.constant().getKind()) {
                    case STRING_VALUE -> Range.of(Texts.length(expr.constant().stringValue()));
                    case BYTES_VALUE -> Range.of(expr.constant().bytesValue().size());
                    default -> Range.ONE;
                };
            case LIST -> Range.of(expr.list().elements().size());
            case MAP -> Range.of(expr.map().entries().size());
            default -> null;
        };
    }

    private static boolean isScalar(CelType type) {
        return switch (type.kind()) {
            case BOOL, DOUBLE, DURATION, INT, TIMESTAMP, UINT -> true;
            case OPAQUE ->
                type instanceof OptionalType && isScalar(type.parameters().getFirst());
            default -> false;
        };
    }

    /** The size that the declared type of a variable allows for a part of it. */
    private @Nullable Range sizeAt(List<String> path) {
        Type type = variables.getOrDefault(path.getFirst(), anything);
        if (type != null && type.kind() == Type.Kind.OPTIONAL) {
            type = type.element();
        }
        for (String part : path.subList(1, path.size())) {
            if (type == null) {
                return null;
            }
            type = switch (part) {
                case "@items", "@values" -> type.element();
                case "@keys" -> type.key();
                default -> type.fields().get(part);
            };
        }
        return type == null
                ? null
                : new Range(0, type.maxElements() == Long.MAX_VALUE ? Range.MOST : type.maxElements());
    }

    private @Nullable List<String> path(CelExpr expr) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            Local local = local(expr.ident().name());
            if (local != null) {
                return local.path();
            }
        }
        return paths.get(expr.id());
    }

    private void setPath(CelExpr expr, @Nullable List<String> path) {
        if (path == null) {
            paths.remove(expr.id());
        } else {
            paths.put(expr.id(), path);
        }
    }

    private static List<String> longer(@Nullable List<String> path, String part) {
        List<String> longer = path == null ? new ArrayList<>() : new ArrayList<>(path);
        longer.add(part);
        return longer;
    }

    private void setSize(CelExpr expr, @Nullable Range size) {
        if (size != null) {
            sizes.put(expr.id(), size);
        }
    }

    private @Nullable Entries entries(CelExpr expr) {
        Entries known = entrySizes.get(expr.id());
        if (known != null) {
            return known;
        }
        Local local = expr.getKind() == CelExpr.ExprKind.Kind.IDENT
                ? local(expr.ident().name())
                : null;
        return local == null ? null : local.entries();
    }

    private void setEntries(CelExpr expr, @Nullable Entries entries) {
        if (entries != null) {
            entrySizes.put(expr.id(), entries);
        }
    }

    private @Nullable Local local(String name) {
        Deque<Local> shadowed = locals.get(name);
        return shadowed == null ? null : shadowed.peek();
    }

    private void push(String name, Local local) {
        locals.computeIfAbsent(name, _ -> new ArrayDeque<>()).push(local);
    }

    private void pop(String name) {
        locals.getOrDefault(name, new ArrayDeque<>()).poll();
    }
}
