package io.davit.kinds.devices;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.quantity.Quantity;
import java.util.List;

/** What must hold for the way in which parts of a device's capacity are given out. */
final class CapacityRules {

    private static final int MOST_VALUES = 10;

    private final Quantity capacity;
    private final Field policy;
    private final Rules rules;

    CapacityRules(Quantity capacity, Field policy, Rules rules) {
        this.capacity = capacity;
        this.policy = policy;
        this.rules = rules;
    }

    void check() {
        Field values = policy.get("validValues");
        Field range = policy.get("validRange");
        Field usual = policy.get("default");
        if (values.size() > 0 && range.isPresent()) {
            rules.forbidden(
                    policy,
                    "exactly one policy can be specified, cannot specify \"validValues\" and \"validRange\" at the same"
                            + " time");
        } else if (values.size() > 0) {
            if (usual.isAbsent()) {
                rules.required(usual, "required when validValues is defined");
            } else {
                values(values, usual.quantity());
            }
        } else if (range.isPresent()) {
            if (usual.isAbsent()) {
                rules.required(usual, "required when validRange is defined");
            } else {
                range(range, usual.quantity());
            }
        }
    }

    private void values(Field values, Quantity usual) {
        List<Field> all = values.items();
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i - 1).quantity().compareTo(all.get(i).quantity()) > 0) {
                invalid(all.get(i), all.get(i).quantity(), "values must be sorted in ascending order");
            }
        }
        SliceRules.set(values, MOST_VALUES, "", rules, value -> {
            if (value.quantity().compareTo(capacity) > 0) {
                invalid(value, value.quantity(), "option is larger than capacity value: " + capacity);
            }
        });
        boolean known = all.size() <= MOST_VALUES
                && all.stream().anyMatch(value -> value.quantity().compareTo(usual) == 0);
        if (!known) {
            invalid(values, usual, "default value is not valid according to the requestPolicy");
        }
    }

    private void range(Field range, Quantity usual) {
        Field min = range.get("min");
        Field max = range.get("max");
        if (min.isAbsent()) {
            rules.required(min, "required when validRange is defined");
            return;
        }
        Quantity least = min.quantity();
        if (least.compareTo(capacity) > 0) {
            invalid(min, least, "min is larger than capacity value: " + capacity);
        }
        if (usual.compareTo(least) < 0) {
            invalid(min, usual, "default is less than min: " + least);
        }
        if (max.isPresent()) {
            Quantity most = max.quantity();
            if (least.compareTo(most) > 0) {
                invalid(max, least, "min is larger than max: " + most);
            }
            if (most.compareTo(capacity) > 0) {
                invalid(max, most, "max is larger than capacity value: " + capacity);
            }
            if (usual.compareTo(most) > 0) {
                invalid(max, usual, "default is more than max: " + most);
            }
        }
        if (range.get("step").isPresent()) {
            step(range, least, usual);
        }
    }

    private void step(Field range, Quantity least, Quantity usual) {
        Field step = range.get("step");
        Quantity first = least.plus(step.quantity());
        if (first.compareTo(capacity) > 0) {
            invalid(step, step.quantity(), "one step " + first + " is larger than capacity value: " + capacity);
        }
        multiple(usual, least, step);
        if (range.get("max").isPresent()) {
            multiple(range.get("max").quantity(), least, step);
        }
    }

    private void multiple(Quantity value, Quantity least, Field step) {
        long each = step.quantity().value();
        if (each != 0 && (value.value() - least.value()) % each != 0) {
            invalid(
                    step,
                    value,
                    "value is not a multiple of a given step (" + step.quantity() + ") from (" + least + ")");
        }
    }

    private void invalid(Field at, Quantity shown, String detail) {
        rules.errors().invalid(at.path(), shown.toString(), detail);
    }
}
