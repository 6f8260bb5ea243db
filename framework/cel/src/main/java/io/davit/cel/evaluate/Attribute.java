package io.davit.cel.evaluate;

import io.davit.cel.value.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A variable or another value, followed by the way to a part of it: {@code self.spec.list[0].?name}. Asking for it costs 1, and so does
 * every step of the way. Where it is itself a branch of {@code ?:} or an index, only the steps cost, as in cel-go.
 */
final class Attribute extends Step {

    private final Base base;
    private final List<Qualifier> qualifiers;
    private final boolean presence;

    /** Where an attribute begins. */
    abstract static class Base {
        /** The value, which may be a failure. */
        abstract Object resolve(Evaluation evaluation);

        /** Whether asking for the whole costs 1; a choice has no cost of its own. */
        boolean costs() {
            return true;
        }
    }

    Attribute(Base base) {
        this(base, List.of(), false);
    }

    private Attribute(Base base, List<Qualifier> qualifiers, boolean presence) {
        this.base = base;
        this.qualifiers = qualifiers;
        this.presence = presence;
    }

    /** The attribute that begins with any other step. */
    static Attribute of(Step step) {
        return step instanceof Attribute attribute && !attribute.presence
                ? attribute
                : new Attribute(new Computed(step));
    }

    Attribute with(Qualifier qualifier) {
        List<Qualifier> longer = new ArrayList<>(qualifiers);
        longer.add(qualifier);
        return new Attribute(base, List.copyOf(longer), false);
    }

    /** Whether the part is there, instead of the part. */
    Attribute present(Qualifier qualifier) {
        return new Attribute(base, with(qualifier).qualifiers, true);
    }

    @Override
    Object eval(Evaluation evaluation) {
        Object value = resolve(evaluation);
        if (base.costs() && !presence) {
            evaluation.spend(1);
        }
        return value;
    }

    /** The value without the cost of asking for it. */
    Object resolve(Evaluation evaluation) {
        Object value = base.resolve(evaluation);
        if (value instanceof Failure || qualifiers.isEmpty()) {
            return value;
        }
        boolean optional = false;
        if (value instanceof Optional<?> choice) {
            if (choice.isEmpty()) {
                return presence ? (Object) false : choice;
            }
            optional = true;
            value = choice.get();
        }
        for (int i = 0, last = qualifiers.size() - 1; i <= last; i++) {
            Qualifier qualifier = qualifiers.get(i);
            boolean testing = presence && i == last;
            optional |= qualifier.optional();
            Object part = qualifier.find(evaluation, value);
            if (!optional || part != null && !(part instanceof Failure)) {
                evaluation.spend(1);
            }
            if (part instanceof Failure failure) {
                return failure;
            }
            if (testing) {
                return part != null;
            }
            if (part == null) {
                return optional ? presence ? (Object) false : Optional.empty() : qualifier.missing(evaluation, value);
            }
            value = part;
        }
        return optional ? Optional.of(value) : value;
    }

    /** A variable that the caller gives. */
    static final class Variable extends Base {

        private final String name;
        private final int index;

        Variable(String name, int index) {
            this.name = name;
            this.index = index;
        }

        @Override
        Object resolve(Evaluation evaluation) {
            Object value = evaluation.variable(name, index);
            return value == null ? new Failure("no such attribute(s): " + name) : value;
        }
    }

    /** What a macro goes over. */
    static final class Local extends Base {

        private final int slot;

        Local(int slot) {
            this.slot = slot;
        }

        @Override
        Object resolve(Evaluation evaluation) {
            Object value = evaluation.locals[slot];
            return value == null ? new Failure("no such attribute(s)") : value;
        }
    }

    /** What a macro collects; made when it is first asked for. */
    static final class Accumulator extends Base {

        private final int slot;
        private final Step initial;

        Accumulator(int slot, Step initial) {
            this.slot = slot;
            this.initial = initial;
        }

        @Override
        Object resolve(Evaluation evaluation) {
            Object value = evaluation.locals[slot];
            if (value == null) {
                value = Fold.collector(initial.eval(evaluation));
                evaluation.locals[slot] = value;
            }
            return value;
        }
    }

    /** The result of any other step. */
    static final class Computed extends Base {

        private final Step step;

        Computed(Step step) {
            this.step = step;
        }

        @Override
        Object resolve(Evaluation evaluation) {
            return step.eval(evaluation);
        }
    }

    /** {@code condition ? yes : no}. */
    static final class Choice extends Base {

        private final Step condition;
        private final Step yes;
        private final Step no;

        Choice(Step condition, Step yes, Step no) {
            this.condition = condition;
            this.yes = yes;
            this.no = no;
        }

        @Override
        boolean costs() {
            return false;
        }

        @Override
        Object resolve(Evaluation evaluation) {
            Object decision = condition.eval(evaluation);
            if (!(decision instanceof Boolean way)) {
                return decision instanceof Failure ? decision : Failure.NO_SUCH_OVERLOAD;
            }
            Step chosen = way ? yes : no;
            return chosen instanceof Attribute attribute && !attribute.presence
                    ? attribute.resolve(evaluation)
                    : chosen.eval(evaluation);
        }
    }
}
