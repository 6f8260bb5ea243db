package io.davit.cel.evaluate;

import io.davit.cel.value.Failure;
import io.davit.cel.value.PlainList;
import io.davit.cel.value.PlainMap;
import io.davit.cel.value.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Lists, maps and objects that an expression writes out. */
abstract class Creation extends Step {

    private static final long LIST_COST = 10;
    private static final long MAP_COST = 30;
    private static final long OBJECT_COST = 40;

    /** {@code [a, ?b]}. */
    static final class OfList extends Creation {

        private final Step[] elements;
        private final boolean[] optional;

        OfList(Step[] elements, boolean[] optional) {
            this.elements = elements;
            this.optional = optional;
        }

        @Override
        Object eval(Evaluation evaluation) {
            List<Object> values = new ArrayList<>(elements.length);
            Object result = fill(evaluation, values);
            evaluation.spend(LIST_COST);
            return result;
        }

        private Object fill(Evaluation evaluation, List<Object> values) {
            for (int i = 0; i < elements.length; i++) {
                Object value = elements[i].eval(evaluation);
                if (value instanceof Failure) {
                    return value;
                }
                if (!optional[i]) {
                    values.add(value);
                } else if (value instanceof Optional<?> choice) {
                    choice.ifPresent(values::add);
                } else {
                    return new Failure(
                            "cannot initialize optional list element from non-optional value " + Texts.plain(value));
                }
            }
            return new PlainList(values);
        }
    }

    /** {@code {a: b, ?c: d}}. */
    static final class OfMap extends Creation {

        private final Step[] keys;
        private final Step[] values;
        private final boolean[] optional;

        OfMap(Step[] keys, Step[] values, boolean[] optional) {
            this.keys = keys;
            this.values = values;
            this.optional = optional;
        }

        @Override
        Object eval(Evaluation evaluation) {
            Object result = fill(evaluation);
            evaluation.spend(MAP_COST);
            return result;
        }

        private Object fill(Evaluation evaluation) {
            PlainMap map = new PlainMap();
            for (int i = 0; i < keys.length; i++) {
                Object key = keys[i].eval(evaluation);
                if (key instanceof Failure) {
                    return key;
                }
                Object value = values[i].eval(evaluation);
                if (value instanceof Failure) {
                    return value;
                }
                if (!optional[i]) {
                    map.put(key, value);
                } else if (value instanceof Optional<?> choice) {
                    if (choice.isPresent()) {
                        map.put(key, choice.get());
                    } else {
                        map.remove(key);
                    }
                } else {
                    return nonOptional(Texts.plain(key), value);
                }
            }
            return map;
        }
    }

    /** {@code Object.spec{replicas: 1}}. */
    static final class OfObject extends Creation {

        private final Function<Map<String, Object>, Object> make;
        private final String[] names;
        private final Step[] values;
        private final boolean[] optional;

        OfObject(Function<Map<String, Object>, Object> make, String[] names, Step[] values, boolean[] optional) {
            this.make = make;
            this.names = names;
            this.values = values;
            this.optional = optional;
        }

        @Override
        Object eval(Evaluation evaluation) {
            Object result = fill(evaluation);
            evaluation.spend(OBJECT_COST);
            return result;
        }

        private Object fill(Evaluation evaluation) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                Object value = values[i].eval(evaluation);
                if (value instanceof Failure) {
                    return value;
                }
                if (!optional[i]) {
                    fields.put(names[i], value);
                } else if (value instanceof Optional<?> choice) {
                    if (choice.isPresent()) {
                        fields.put(names[i], choice.get());
                    } else {
                        fields.remove(names[i]);
                    }
                } else {
                    return nonOptional(names[i], value);
                }
            }
            return make.apply(fields);
        }
    }

    private static Failure nonOptional(String entry, Object value) {
        return new Failure(
                "cannot initialize optional entry '" + entry + "' from non-optional value " + Texts.plain(value));
    }
}
