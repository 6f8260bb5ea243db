package io.davit.cel.library;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.davit.cel.value.Equality;
import io.davit.cel.value.Failure;
import io.davit.cel.value.ListValue;
import io.davit.cel.value.Numeric;
import io.davit.cel.value.PlainList;
import io.davit.cel.value.TypeName;
import io.davit.cel.value.Unsigned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Functions on lists: Kubernetes' own, CEL's list extension in version 3, and sets.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-list-library">Kubernetes list library</a>
 */
final class ListLibrary {

    private static final long LONGEST_RANGE = 1_000_000;

    private static final Map<String, CelType> SUMMABLE = new LinkedHashMap<>();
    private static final Map<String, CelType> COMPARABLE = new LinkedHashMap<>();

    static {
        SUMMABLE.put("int", SimpleType.INT);
        SUMMABLE.put("uint", SimpleType.UINT);
        SUMMABLE.put("double", SimpleType.DOUBLE);
        SUMMABLE.put("duration", SimpleType.DURATION);
        COMPARABLE.put("int", SimpleType.INT);
        COMPARABLE.put("uint", SimpleType.UINT);
        COMPARABLE.put("double", SimpleType.DOUBLE);
        COMPARABLE.put("bool", SimpleType.BOOL);
        COMPARABLE.put("duration", SimpleType.DURATION);
        COMPARABLE.put("timestamp", SimpleType.TIMESTAMP);
        COMPARABLE.put("string", SimpleType.STRING);
        COMPARABLE.put("bytes", SimpleType.BYTES);
    }

    private ListLibrary() {}

    static List<Function> functions() {
        List<Function> functions = new ArrayList<>(kubernetes());
        functions.addAll(extension());
        functions.addAll(sets());
        return functions;
    }

    private static List<Function> kubernetes() {
        Function.Builder sorted = Function.named("isSorted");
        Function.Builder max = Function.named("max");
        Function.Builder min = Function.named("min");
        COMPARABLE.forEach((name, type) -> {
            List<CelType> list = List.of(Types.list(type));
            sorted.member("list_" + name + "_is_sorted_bool", Types.BOOL, list, a -> isSorted((ListValue) a[0]));
            max.member("list_" + name + "_max_" + name, type, list, a -> extreme((ListValue) a[0], "max", 1));
            min.member("list_" + name + "_min_" + name, type, list, a -> extreme((ListValue) a[0], "min", -1));
        });
        Function.Builder sum = Function.named("sum");
        SUMMABLE.forEach((name, type) -> sum.member(
                "list_" + name + "_sum_" + name, type, List.of(Types.list(type)), a -> sum((ListValue) a[0], type)));
        return List.of(
                sorted.build(),
                max.build(),
                min.build(),
                sum.build(),
                Function.named("indexOf")
                        .member(
                                "list_a_index_of_int",
                                Types.INT,
                                List.of(Types.LIST_T, Types.T),
                                a -> indexOf((ListValue) a[0], a[1], true))
                        .build(),
                Function.named("lastIndexOf")
                        .member(
                                "list_a_last_index_of_int",
                                Types.INT,
                                List.of(Types.LIST_T, Types.T),
                                a -> indexOf((ListValue) a[0], a[1], false))
                        .build());
    }

    private static Object isSorted(ListValue list) {
        Object previous = null;
        for (Object element : list) {
            if (element instanceof Failure) {
                return element;
            }
            if (previous != null) {
                Integer order = StandardLibrary.order(previous, element);
                if (order != null && order > 0) {
                    return false;
                }
            }
            previous = element;
        }
        return true;
    }

    private static Object extreme(ListValue list, String name, int wanted) {
        Object best = null;
        for (Object element : list) {
            if (element instanceof Failure) {
                return element;
            }
            Integer order = best == null ? Integer.valueOf(wanted) : StandardLibrary.order(element, best);
            if (order != null && Integer.signum(order) == wanted) {
                best = element;
            }
        }
        return best == null ? new Failure(name + " called on empty list") : best;
    }

    private static Object sum(ListValue list, CelType type) {
        Object sum = switch (type.kind()) {
            case UINT -> new Unsigned(0);
            case DOUBLE -> 0.0;
            case DURATION -> Duration.ZERO;
            default -> 0L;
        };
        for (Object element : list) {
            sum = element instanceof Failure ? element : StandardLibrary.add(sum, element);
            if (sum instanceof Failure) {
                return sum;
            }
        }
        return sum;
    }

    private static long indexOf(ListValue list, Object item, boolean first) {
        int size = list.size();
        for (int n = 0; n < size; n++) {
            int i = first ? n : size - 1 - n;
            if (Equality.equal(list.get(i), item) == Boolean.TRUE) {
                return i;
            }
        }
        return -1;
    }

    private static List<Function> extension() {
        Function.Builder sort = Function.named("sort");
        Function.Builder sortBy = Function.named("@sortByAssociatedKeys");
        COMPARABLE.forEach((word, type) -> {
            // as cel-go names the types here
            String name = type.kind() == CelKind.DURATION || type.kind() == CelKind.TIMESTAMP ? type.name() : word;
            sort.member(
                    "list_" + name + "_sort",
                    Types.list(type),
                    List.of(Types.list(type)),
                    a -> sorted((ListValue) a[0], (ListValue) a[0]));
            sortBy.member(
                    "list_" + name + "_sortByAssociatedKeys",
                    Types.LIST_T,
                    List.of(Types.LIST_T, Types.list(type)),
                    a -> sorted((ListValue) a[0], (ListValue) a[1]));
        });
        return List.of(
                sort.build(),
                sortBy.build(),
                Function.named("slice")
                        .member(
                                "list_slice",
                                Types.LIST_T,
                                List.of(Types.LIST_T, Types.INT, Types.INT),
                                a -> slice((ListValue) a[0], (Long) a[1], (Long) a[2]))
                        .build(),
                Function.named("flatten")
                        .member(
                                "list_flatten",
                                Types.LIST_T,
                                List.of(Types.list(Types.LIST_T)),
                                a -> flatten((ListValue) a[0], 1))
                        .member(
                                "list_flatten_int",
                                Types.list(Types.DYN),
                                List.of(Types.list(Types.DYN), Types.INT),
                                a -> flatten((ListValue) a[0], (Long) a[1]))
                        .build(),
                Function.named("lists.range")
                        .global("lists_range", Types.list(Types.INT), List.of(Types.INT), a -> range((Long) a[0]))
                        .build(),
                Function.named("reverse")
                        .member("list_reverse", Types.LIST_T, List.of(Types.LIST_T), a -> reverse((ListValue) a[0]))
                        .build(),
                Function.named("distinct")
                        .member("list_distinct", Types.LIST_T, List.of(Types.LIST_T), a -> distinct((ListValue) a[0]))
                        .build());
    }

    private static Object sorted(ListValue list, ListValue keys) {
        int size = list.size();
        if (size != keys.size()) {
            return new Failure(
                    "@sortByAssociatedKeys() expected a list of the same size as the associated keys list, but got "
                            + size + " and " + keys.size() + " elements respectively");
        }
        if (size == 0) {
            return list;
        }
        record Keyed(Object key, Object value) {}
        List<Keyed> pairs = new ArrayList<>(size);
        TypeName type = TypeName.of(keys.get(0));
        for (int i = 0; i < size; i++) {
            Object key = keys.get(i);
            if (key instanceof Failure) {
                return key;
            }
            if (StandardLibrary.order(key, key) == null && !Numeric.isNumber(key)) {
                return new Failure("list elements must be comparable");
            }
            if (!TypeName.of(key).equals(type)) {
                return new Failure("list elements must have the same type");
            }
            pairs.add(new Keyed(key, list.get(i)));
        }
        pairs.sort((a, b) -> {
            Integer order = StandardLibrary.order(a.key(), b.key());
            return order == null ? 0 : order;
        });
        List<Object> result = new ArrayList<>(size);
        pairs.forEach(pair -> result.add(pair.value()));
        return new PlainList(result);
    }

    private static Object slice(ListValue list, long start, long end) {
        String call = "cannot slice(" + start + ", " + end + "), ";
        if (start < 0 || end < 0) {
            return new Failure(call + "negative indexes not supported");
        }
        if (start > end) {
            return new Failure(call + "start index must be less than or equal to end index");
        }
        if (list.size() < end) {
            return new Failure(call + "list is length " + list.size());
        }
        List<Object> part = new ArrayList<>();
        for (long i = start; i < end; i++) {
            part.add(list.get((int) i));
        }
        return new PlainList(part);
    }

    private static Object flatten(ListValue list, long depth) {
        if (depth < 0) {
            return new Failure("level must be non-negative");
        }
        List<Object> flat = new ArrayList<>();
        flatten(list, depth, flat);
        return new PlainList(flat);
    }

    /** As deep as the data is, which JSON bounds. */
    private static void flatten(ListValue list, long depth, List<Object> flat) {
        for (Object element : list) {
            if (element instanceof ListValue nested && depth > 0) {
                flatten(nested, depth - 1, flat);
            } else {
                flat.add(element);
            }
        }
    }

    private static Object range(long size) {
        if (size > LONGEST_RANGE) {
            // counted like a list of that size, which no expression may cost; it is not made to be thrown away
            return new Range(size);
        }
        List<Object> numbers = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            numbers.add(i);
        }
        return new PlainList(numbers);
    }

    /** 0, 1, 2, … */
    private static final class Range extends ListValue {

        private final int size;

        Range(long size) {
            this.size = (int) Math.min(size, Integer.MAX_VALUE);
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public Object get(int index) {
            return (long) index;
        }
    }

    private static PlainList reverse(ListValue list) {
        List<Object> reversed = new ArrayList<>(list.size());
        for (int i = list.size() - 1; i >= 0; i--) {
            reversed.add(list.get(i));
        }
        return new PlainList(reversed);
    }

    private static ListValue distinct(ListValue list) {
        List<Object> seen = new ArrayList<>();
        for (Object element : list) {
            if (indexOf(new PlainList(seen), element, true) < 0) {
                seen.add(element);
            }
        }
        return new PlainList(seen);
    }

    private static List<Function> sets() {
        List<CelType> lists = List.of(Types.LIST_T, Types.LIST_T);
        return List.of(
                Function.named("sets.contains")
                        .global(
                                "list_sets_contains_list",
                                Types.BOOL,
                                lists,
                                a -> contains((ListValue) a[0], (ListValue) a[1]))
                        .build(),
                Function.named("sets.equivalent")
                        .global("list_sets_equivalent_list", Types.BOOL, lists, a -> {
                            Object contains = contains((ListValue) a[0], (ListValue) a[1]);
                            return contains == Boolean.TRUE ? contains((ListValue) a[1], (ListValue) a[0]) : contains;
                        })
                        .build(),
                Function.named("sets.intersects")
                        .global("list_sets_intersects_list", Types.BOOL, lists, a -> {
                            for (Object element : (ListValue) a[0]) {
                                if (StandardLibrary.in(element, a[1]) == Boolean.TRUE) {
                                    return true;
                                }
                            }
                            return false;
                        })
                        .build());
    }

    private static Object contains(ListValue list, ListValue part) {
        for (Object element : part) {
            Object in = StandardLibrary.in(element, list);
            if (in != Boolean.TRUE) {
                return in;
            }
        }
        return true;
    }
}
