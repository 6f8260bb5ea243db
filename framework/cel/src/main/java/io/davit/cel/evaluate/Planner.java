package io.davit.cel.evaluate;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import io.davit.cel.library.Function;
import io.davit.cel.library.RunCost;
import io.davit.cel.value.Constants;
import io.davit.cel.value.Failure;
import io.davit.cel.value.ListValue;
import io.davit.cel.value.TypeName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a checked expression into steps. What can be known from the text alone is computed here, and then costs nothing. */
final class Planner {

    /** Conversions that are computed at once when what they convert is known. */
    private static final Set<String> CONVERSIONS =
            Set.of("bool", "bytes", "double", "duration", "dyn", "int", "string", "timestamp", "type", "uint");

    /** An expression that cannot be planned: a fault in a constant, told when it is compiled. */
    static final class Unplannable extends RuntimeException {
        Unplannable(String message) {
            super(message, null, false, false);
        }
    }

    private final CelAbstractSyntaxTree ast;
    private final java.util.function.Function<String, @Nullable Function> functions;
    private final java.util.function.Function<String, java.util.function.Function<Map<String, Object>, Object>> objects;
    private final Map<String, Integer> globals = new LinkedHashMap<>();
    private final Map<String, Attribute.Base> locals = new HashMap<>();
    private int slots;

    Planner(
            CelAbstractSyntaxTree ast,
            java.util.function.Function<String, @Nullable Function> functions,
            java.util.function.Function<String, java.util.function.Function<Map<String, Object>, Object>> objects) {
        this.ast = ast;
        this.functions = functions;
        this.objects = objects;
    }

    Plan plan() {
        Step root = step(ast.getExpr());
        return new Plan(root, List.copyOf(globals.keySet()), slots);
    }

    private Step step(CelExpr expr) {
        return switch (expr.getKind()) {
            case CONSTANT -> new Constant(Constants.value(expr.constant()));
            case IDENT -> ident(expr, expr.ident().name());
            case SELECT -> select(expr);
            case CALL -> call(expr);
            case LIST -> list(expr.list());
            case MAP -> map(expr.map());
            case STRUCT -> object(expr.struct());
            case COMPREHENSION -> fold(expr.comprehension());
            default -> throw new Unplannable("unexpected expression");
        };
    }

    private Step ident(CelExpr expr, String name) {
        Attribute.Base local = locals.get(name);
        if (local != null) {
            return new Attribute(local);
        }
        String variable = ast.getReference(expr.id())
                .map(CelReference::name)
                .filter(n -> !n.isEmpty())
                .orElse(name);
        if (variable.startsWith(".")) {
            variable = variable.substring(1);
        }
        CelType type = ast.getTypeOrThrow(expr.id());
        if (type.kind() == CelKind.TYPE) {
            return new Constant(new TypeName(variable));
        }
        Integer index = globals.get(variable);
        if (index == null) {
            index = globals.size();
            globals.put(variable, index);
        }
        return new Attribute(new Attribute.Variable(variable, index));
    }

    private Step select(CelExpr expr) {
        if (ast.getReference(expr.id()).isPresent()) {
            return ident(expr, "");
        }
        CelExpr.CelSelect select = expr.select();
        Attribute operand = Attribute.of(step(select.operand()));
        Qualifier qualifier = new Qualifier.Name(select.field(), false);
        return select.testOnly() ? operand.present(qualifier) : operand.with(qualifier);
    }

    private Step call(CelExpr expr) {
        CelExpr.CelCall call = expr.call();
        List<CelExpr> all = new java.util.ArrayList<>();
        call.target().ifPresent(all::add);
        all.addAll(call.args());
        Step[] arguments = new Step[all.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = step(all.get(i));
        }
        return switch (call.function()) {
            case "_&&_" -> new Logic(arguments[0], arguments[1], false);
            case "_||_" -> new Logic(arguments[0], arguments[1], true);
            case "_?_:_" -> new Attribute(new Attribute.Choice(arguments[0], arguments[1], arguments[2]));
            case "_[_]" -> Attribute.of(arguments[0]).with(index(arguments[1], false));
            case "_[?_]", "_?._" -> Attribute.of(arguments[0]).with(index(arguments[1], true));
            case "@not_strictly_false", "__not_strictly_false__" -> new NotFalse(arguments[0]);
            case "or" -> new OptionalElse(arguments[0], arguments[1], false);
            case "orValue" -> new OptionalElse(arguments[0], arguments[1], true);
            default -> function(expr, call.function(), arguments);
        };
    }

    private static Qualifier index(Step index, boolean optional) {
        if (index instanceof Constant constant) {
            return constant.value() instanceof String name
                    ? new Qualifier.Name(name, optional)
                    : new Qualifier.Fixed(constant.value(), optional);
        }
        return new Qualifier.Computed(index, optional);
    }

    private Step function(CelExpr expr, String name, Step[] arguments) {
        Function function = functions.apply(name);
        if (function == null) {
            throw new Unplannable("no such overload: " + name);
        }
        List<String> overloads = ast.getReference(expr.id())
                .map(CelReference::overloadIds)
                .map(List::copyOf)
                .orElse(List.of());
        String overload = overloads.size() == 1 ? overloads.getFirst() : "";
        if (overload.equals("in_list")
                && arguments[1] instanceof Constant constant
                && constant.value() instanceof ListValue list) {
            Step membership = Membership.of(arguments[0], list);
            if (membership != null) {
                return membership;
            }
        }
        Function.Body body = function.body(overloads);
        if (CONVERSIONS.contains(name) && arguments.length == 1 && arguments[0] instanceof Constant constant) {
            Object value = body.call(new Object[] {constant.value()});
            if (value instanceof Failure failure) {
                throw new Unplannable(failure.message());
            }
            return new Constant(value);
        }
        Function.Body prepared = ConstantPatterns.prepared(name, arguments, body);
        // as cel-go plans calls of more than two arguments, of patterns that it has compiled, and of what it has yet to
        // find
        boolean impatient = arguments.length > 2 || prepared != body || overload.isEmpty() && function.dispatches();
        return new Call(arguments, prepared, RunCost.of(name, overload), impatient);
    }

    private Step list(CelExpr.CelList list) {
        Step[] elements = new Step[list.elements().size()];
        boolean[] optional = new boolean[elements.length];
        boolean known = true;
        for (int i = 0; i < elements.length; i++) {
            elements[i] = step(list.elements().get(i));
            optional[i] = list.optionalIndices().contains(i);
            known &= elements[i] instanceof Constant;
        }
        return folded(new Creation.OfList(elements, optional), known);
    }

    private Step map(CelExpr.CelMap map) {
        int size = map.entries().size();
        Step[] keys = new Step[size];
        Step[] values = new Step[size];
        boolean[] optional = new boolean[size];
        boolean known = true;
        for (int i = 0; i < size; i++) {
            CelExpr.CelMap.Entry entry = map.entries().get(i);
            keys[i] = step(entry.key());
            values[i] = step(entry.value());
            optional[i] = entry.optionalEntry();
            known &= keys[i] instanceof Constant && values[i] instanceof Constant;
        }
        return folded(new Creation.OfMap(keys, values, optional), known);
    }

    private static Step folded(Step step, boolean known) {
        return known ? new Constant(step.eval(new Evaluation(_ -> null, 0, 0, Long.MAX_VALUE))) : step;
    }

    private Step object(CelExpr.CelStruct struct) {
        int size = struct.entries().size();
        String[] names = new String[size];
        Step[] values = new Step[size];
        boolean[] optional = new boolean[size];
        for (int i = 0; i < size; i++) {
            CelExpr.CelStruct.Entry entry = struct.entries().get(i);
            names[i] = entry.fieldKey();
            values[i] = step(entry.value());
            optional[i] = entry.optionalEntry();
        }
        return new Creation.OfObject(objects.apply(struct.messageName()), names, values, optional);
    }

    private Step fold(CelExpr.CelComprehension fold) {
        Step range = step(fold.iterRange());
        Step initial = step(fold.accuInit());
        int accumulator = slots++;
        int variable = slots++;
        int second = fold.iterVar2().isEmpty() ? -1 : slots++;
        Attribute.Base outerAccumulator = locals.put(fold.accuVar(), new Attribute.Accumulator(accumulator, initial));
        Attribute.Base outerVariable = locals.put(fold.iterVar(), new Attribute.Local(variable));
        Attribute.Base outerSecond = second < 0 ? null : locals.put(fold.iterVar2(), new Attribute.Local(second));
        Step condition = step(fold.loopCondition());
        Step step = step(fold.loopStep());
        if (second >= 0) {
            restore(fold.iterVar2(), outerSecond);
        }
        restore(fold.iterVar(), outerVariable);
        Step result = step(fold.result());
        restore(fold.accuVar(), outerAccumulator);
        return new Fold(range, accumulator, variable, second, condition, step, result);
    }

    private void restore(String name, Attribute.@Nullable Base base) {
        if (base == null) {
            locals.remove(name);
        } else {
            locals.put(name, base);
        }
    }
}
