package io.davit.cel.library;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The language's own overloads in cel-go's order, and those that only cel-go has. The first that fits decides what an unknown type is
 * taken for, so the order shows in faults.
 */
final class StandardOverloads {

    private static final List<String> COMPARED = List.of(
            "bool",
            "int64",
            "int64_double",
            "int64_uint64",
            "uint64",
            "uint64_double",
            "uint64_int64",
            "double",
            "double_int64",
            "double_uint64",
            "string",
            "bytes",
            "timestamp",
            "duration");
    private static final List<String> COMPUTED = List.of(
            "bytes",
            "double",
            "duration_duration",
            "duration_timestamp",
            "int64",
            "timestamp_duration",
            "timestamp_timestamp",
            "list",
            "string",
            "uint64");
    private static final Map<String, List<String>> ORDERS = Map.of(
            "_+_",
            List.of(
                    "bytes",
                    "double",
                    "duration_duration",
                    "duration_timestamp",
                    "timestamp_duration",
                    "int64",
                    "list",
                    "string",
                    "uint64"),
            "double",
            List.of("double_to_double", "int64_to_double", "string_to_double", "uint64_to_double"),
            "size",
            List.of(
                    "size_bytes",
                    "bytes_size",
                    "size_list",
                    "list_size",
                    "size_map",
                    "map_size",
                    "size_string",
                    "string_size"),
            "string",
            List.of(
                    "string_to_string",
                    "bool_to_string",
                    "bytes_to_string",
                    "double_to_string",
                    "duration_to_string",
                    "int64_to_string",
                    "timestamp_to_string",
                    "uint64_to_string"),
            "timestamp",
            List.of("timestamp_to_timestamp", "int64_to_timestamp", "string_to_timestamp"),
            "uint",
            List.of("uint64_to_uint64", "double_to_uint64", "int64_to_uint64", "string_to_uint64"));

    private static final Set<String> COMPARISONS = Set.of("_<_", "_<=_", "_>_", "_>=_");
    private static final Set<String> COMPUTATIONS = Set.of("-_", "_-_", "_*_", "_/_");

    /** Those whose values must fit a signature. */
    private static final Set<String> GUARDED = Set.of(
            "bool",
            "bytes",
            "double",
            "duration",
            "int",
            "string",
            "timestamp",
            "uint",
            "getFullYear",
            "getMonth",
            "getDayOfYear",
            "getDayOfMonth",
            "getDate",
            "getDayOfWeek",
            "getHours",
            "getMinutes",
            "getSeconds",
            "getMilliseconds");

    private StandardOverloads() {}

    static boolean areGuarded(String function) {
        return GUARDED.contains(function);
    }

    static CelFunctionDecl of(CelFunctionDecl declaration) {
        List<CelOverloadDecl> overloads = new ArrayList<>(declaration.overloads());
        switch (declaration.name()) {
            case "duration" ->
                overloads.add(
                        CelOverloadDecl.newGlobalOverload("int64_to_duration", SimpleType.DURATION, SimpleType.INT));
            case "int" ->
                overloads.add(
                        CelOverloadDecl.newGlobalOverload("duration_to_int64", SimpleType.INT, SimpleType.DURATION));
            default -> {
                // cel-go has no others
            }
        }
        List<String> order = order(declaration.name());
        if (!order.isEmpty()) {
            overloads.sort(Comparator.comparingInt(overload -> place(overload.overloadId(), order)));
        }
        return CelFunctionDecl.newFunctionDeclaration(declaration.name(), overloads);
    }

    private static List<String> order(String function) {
        if (COMPARISONS.contains(function)) {
            return COMPARED;
        }
        return COMPUTATIONS.contains(function) ? COMPUTED : ORDERS.getOrDefault(function, List.of());
    }

    /** The whole id, or what is after the name of the operation in it. */
    private static int place(String id, List<String> order) {
        int whole = order.indexOf(id);
        if (whole >= 0) {
            return whole;
        }
        String operands = id.replaceFirst("^(less|greater)(_equals)?_|^(add|subtract|multiply|divide|negate)_", "");
        int place = order.indexOf(operands);
        return place < 0 ? order.size() : place;
    }
}
