package io.davit.cel.check;

import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.CelVarDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.types.TypeType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserBuilder;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import io.davit.cel.Type;
import io.davit.cel.library.Function;
import io.davit.cel.library.LibrarySet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parses and checks. One parser serves everybody; a checker is made for each expression, of only what the expression names, so that
 * neither big libraries nor big schemas cost anything.
 */
public final class Checker {

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableOptionalSyntax(true)
            .enableQuotedIdentifierSyntax(false)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    /** Names of types that are values. */
    private static final Map<String, CelType> TYPE_NAMES = Map.ofEntries(
            Map.entry("int", SimpleType.INT),
            Map.entry("uint", SimpleType.UINT),
            Map.entry("bool", SimpleType.BOOL),
            Map.entry("double", SimpleType.DOUBLE),
            Map.entry("bytes", SimpleType.BYTES),
            Map.entry("string", SimpleType.STRING),
            Map.entry("type", SimpleType.DYN),
            Map.entry("null_type", SimpleType.NULL_TYPE),
            Map.entry("list", ListType.create(SimpleType.DYN)),
            Map.entry("map", MapType.create(SimpleType.DYN, SimpleType.DYN)),
            Map.entry("google.protobuf.Timestamp", SimpleType.TIMESTAMP),
            Map.entry("google.protobuf.Duration", SimpleType.DURATION),
            Map.entry("optional_type", OptionalType.create(TypeParamType.create("V"))));

    private static CelParserBuilder parser() {
        return CelParserFactory.standardCelParserBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(
                        CelStandardMacro.ALL,
                        CelStandardMacro.EXISTS,
                        CelStandardMacro.EXISTS_ONE,
                        CelStandardMacro.MAP,
                        CelStandardMacro.MAP_FILTER,
                        CelStandardMacro.FILTER)
                .addMacros(Macros.ALL);
    }

    private static final class Parser {
        private static final CelParser INSTANCE = parser().build();
    }

    private static final class BindingParser {
        private static final CelParser INSTANCE =
                parser().addMacros(Macros.BIND).build();
    }

    private Checker() {}

    /**
     * Checks an expression that may name these variables and call these functions.
     *
     * @param patches whether it may make objects of the types that patches are made of
     * @param binds whether it may use {@code cel.bind}
     */
    public static Checked check(
            String text, Map<String, Type> variables, LibrarySet library, boolean patches, boolean binds) {
        CelValidationResult parsed = (binds ? BindingParser.INSTANCE : Parser.INSTANCE).parse(text);
        Faults faults = new Faults(text);
        CelAbstractSyntaxTree tree;
        if (parsed.hasError()) {
            faults.addParsed(parsed.getErrors());
            return new Checked.Faulty(faults.render());
        }
        try {
            tree = parsed.getAst();
        } catch (CelValidationException e) {
            return new Checked.Faulty(String.valueOf(e.getMessage()));
        }
        CelValidationResult checked =
                checker(tree.getExpr(), variables, library, patches).build().check(tree);
        if (checked.hasError()) {
            faults.addChecked(checked.getErrors(), tree.getExpr(), tree.getSource());
            return new Checked.Faulty(faults.render());
        }
        CelAbstractSyntaxTree ast;
        try {
            ast = checked.getAst();
        } catch (CelValidationException e) {
            return new Checked.Faulty(String.valueOf(e.getMessage()));
        }
        Literals.check(ast, library, faults);
        return faults.isEmpty() ? new Checked.Well(ast) : new Checked.Faulty(faults.render());
    }

    private static CelCheckerBuilder checker(
            CelExpr root, Map<String, Type> variables, LibrarySet library, boolean patches) {
        ObjectTypes types = new ObjectTypes(patches);
        Map<String, CelFunctionDecl> functions = new LinkedHashMap<>();
        Map<String, CelVarDecl> names = new LinkedHashMap<>();
        Expressions.visit(root, expr -> {
            switch (expr.getKind()) {
                case CALL -> {
                    String name = expr.call().function();
                    declare(name, library, functions);
                    expr.call()
                            .target()
                            .ifPresent(target ->
                                    declare(Expressions.qualifiedName(target) + "." + name, library, functions));
                }
                case STRUCT -> expr.struct().entries().forEach(entry -> types.name(entry.fieldKey()));
                case SELECT -> {
                    types.name(expr.select().field());
                    name(Expressions.qualifiedName(expr), variables, types, names);
                }
                case IDENT -> name(Expressions.qualifiedName(expr), variables, types, names);
                default -> {
                    // names nothing
                }
            }
        });
        return CelCompilerFactory.standardCelCheckerBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setTypeProvider(types)
                .addFunctionDeclarations(functions.values())
                .addVarDeclarations(names.values());
    }

    private static void declare(String name, LibrarySet library, Map<String, CelFunctionDecl> functions) {
        Function function = library.function(name.startsWith(".") ? name.substring(1) : name);
        if (function != null) {
            functions.put(function.name(), function.declaration());
        }
    }

    private static void name(
            String written, Map<String, Type> variables, ObjectTypes types, Map<String, CelVarDecl> names) {
        String name = written.startsWith(".") ? written.substring(1) : written;
        Type variable = variables.get(name);
        if (variable != null) {
            types.add(variable);
            names.put(name, CelVarDecl.newVarDeclaration(name, variable.celType()));
        } else if (TYPE_NAMES.containsKey(name)) {
            names.put(name, CelVarDecl.newVarDeclaration(name, TypeType.create(TYPE_NAMES.get(name))));
        }
    }
}
