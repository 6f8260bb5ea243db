package io.davit.cel.check;

import com.google.re2j.Pattern;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults as cel-go tells them: by place, each with its line and a mark. */
final class Faults {

    /** A fault; lines begin with 1, columns with 0, and both are -1 for a fault of the whole. */
    private record Fault(int line, int column, String message) {}

    private static final int MOST = 100;
    private static final Set<String> OPERATORS = Set.of(
            "'=='", "'!='", "'in'", "'<'", "'<='", "'>='", "'>'", "'&&'", "'||'", "'['", "'.'", "'-'", "'?'", "'+'",
            "'*'", "'/'", "'%'");
    private static final int DEEPEST = 240;
    private static final int LONGEST_LINE = 16384;
    private static final Pattern SYNTAX = Pattern.compile(
            "^(mismatched input|extraneous input|missing |no viable alternative|token recognition error).*");
    private static final Pattern RESERVED = Pattern.compile("no viable alternative at input '.(true|false|null)'");
    private static final Pattern FREE = Pattern.compile("%[a-zA-Z]+[0-9]+");
    private static final Pattern DEPTH = Pattern.compile("Expression recursion limit exceeded. limit: ([0-9]+)");

    private final String text;
    private final List<Fault> faults = new ArrayList<>();

    Faults(String text) {
        this.text = text;
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    void addParsed(Collection<CelIssue> issues) {
        for (CelIssue issue : issues) {
            String message = issue.getMessage().replace("%%", "%");
            if (DEPTH.matcher(message).matches()) {
                // there are two ways of being too deep, and upstream tells them apart
                String limit = DEPTH.matcher(message).replaceAll("expression recursion limit exceeded: $1");
                faults.add(new Fault(-1, -1, nested() ? limit : "max recursion depth exceeded"));
                continue;
            }
            if (message.startsWith("For input string")) {
                message = "invalid " + literal(issue.getSourceLocation()) + " literal";
            }
            if (message.startsWith("token recognition error")) {
                message = unescaped(message, issue.getSourceLocation());
            }
            message = RESERVED.matcher(message).replaceAll("mismatched input '$1' expecting IDENTIFIER");
            if (message.startsWith("unsupported syntax '")) {
                message = message.replace("unsupported syntax", "unsupported syntax:");
            }
            message = expecting(message);
            if (SYNTAX.matcher(message).find()) {
                message = "Syntax error: " + message;
            } else if (message.startsWith("The argument must be")) {
                message = "argument must be a simple name";
            } else if (message.startsWith("The iteration variable")) {
                message = "iteration variable overwrites accumulator variable";
            }
            add(issue.getSourceLocation(), message);
        }
    }

    /** Where an expression could go on with any operator, Go names only what could come after it. */
    private static String expecting(String message) {
        int open = message.indexOf(" expecting {");
        if (!message.startsWith("mismatched input") || open < 0 || !message.endsWith("}")) {
            return message;
        }
        List<String> expected = new ArrayList<>(
                List.of(message.substring(open + 12, message.length() - 1).split(", (?=['<A-Z])", -1)));
        if (!expected.contains("'=='")) {
            return message;
        }
        expected.removeAll(OPERATORS);
        if (expected.contains("')'")) {
            expected.remove("','");
        }
        String left = String.join(", ", expected);
        return message.substring(0, open) + " expecting " + (expected.size() == 1 ? left : "{" + left + "}");
    }

    /** Whether it is brackets that are too deep, rather than a chain that is too long. */
    private boolean nested() {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest >= DEEPEST;
    }

    /** The kind of number that begins at a place. */
    private String literal(CelSourceLocation location) {
        String rest = rest(location);
        int end = 0;
        while (end < rest.length() && (Character.isLetterOrDigit(rest.charAt(end)) || rest.charAt(end) == '.')) {
            end++;
        }
        String number = rest.substring(0, end);
        if (number.endsWith("u") || number.endsWith("U")) {
            return "uint";
        }
        return !number.startsWith("0x") && (number.contains(".") || number.contains("e")) ? "double" : "int";
    }

    /** ANTLR shows line ends and tabs as escapes here, and as they are in Go. */
    private String unescaped(String message, CelSourceLocation location) {
        int quote = message.indexOf('\'');
        String escaped = message.substring(quote + 1, message.length() - 1);
        String rest = rest(location);
        for (int end = 0; end <= rest.length() && end <= escaped.length(); end++) {
            String token = rest.substring(0, end);
            if (token.replace("\n", "\\n")
                    .replace("\t", "\\t")
                    .replace("\r", "\\r")
                    .equals(escaped)) {
                return message.substring(0, quote + 1) + token + "'";
            }
        }
        return message;
    }

    private String rest(CelSourceLocation location) {
        String[] lines = text.split("\n", -1);
        int offset = 0;
        for (int i = 0; i < location.getLine() - 1 && i < lines.length; i++) {
            offset += lines[i].length() + 1;
        }
        return text.substring(Math.min(offset + Math.max(0, location.getColumn()), text.length()));
    }

    /** The expression that faults will be told of. */
    void expect(CelExpr root) {
        negative = Expressions.negativeNumbers(root);
    }

    void addChecked(Collection<CelIssue> issues, CelExpr root, CelSource source) {
        expect(root);
        Set<Long> unseen = withinUnknownTypes(issues, root);
        for (CelIssue issue : issues) {
            String message = issue.getMessage();
            if (unseen.contains(issue.getExprId())) {
                continue;
            }
            int candidates = message.indexOf(" (candidates: ");
            if (candidates > 0) {
                message = message.substring(0, candidates);
            }
            message = message.replace("google.protobuf.Timestamp", "timestamp")
                    .replace("google.protobuf.Duration", "duration")
                    .replace("*error*", "!error!");
            if (message.startsWith("found no matching")) {
                message = FREE.matcher(message).replaceAll("dyn");
            }
            if (message.startsWith("Message type resolution failure")) {
                int type = message.indexOf("for type '");
                message = "unexpected failed resolution of '"
                        + (type < 0 ? "" : message.substring(type + 10, message.indexOf('\'', type + 10))) + "'";
            }
            if (message.startsWith("found no matching overload for '_&&_'")
                    || message.startsWith("found no matching overload for '_||_'")) {
                addSides(issue, message, root, source);
            } else {
                add(issue, message);
            }
        }
    }

    /** Nobody looks into an object whose type there is not. */
    private static Set<Long> withinUnknownTypes(Collection<CelIssue> issues, CelExpr root) {
        Set<Long> unknown = new HashSet<>();
        for (CelIssue issue : issues) {
            if (issue.getMessage().startsWith("undeclared reference")) {
                unknown.add(issue.getExprId());
            }
        }
        Set<Long> within = new HashSet<>();
        Expressions.visit(root, expr -> {
            if (expr.getKind() == CelExpr.ExprKind.Kind.STRUCT && unknown.contains(expr.id())) {
                expr.struct().entries().forEach(entry -> {
                    within.add(entry.id());
                    Expressions.visit(entry.value(), each -> within.add(each.id()));
                });
            }
        });
        return within;
    }

    /** Of {@code &&} and {@code ||} each side is told of alone. */
    private void addSides(CelIssue issue, String message, CelExpr root, CelSource source) {
        CelExpr call = find(root, issue.getExprId());
        if (call == null) {
            add(issue.getSourceLocation(), message);
            return;
        }
        List<String> types = types(message.substring(message.indexOf("applied to '(") + 13, message.length() - 2));
        for (int i = 0; i < types.size() && i < call.call().args().size(); i++) {
            String type = types.get(i);
            if (!type.equals("bool") && !type.equals("dyn") && !type.equals("any") && !type.equals("!error!")) {
                add(source, call.call().args().get(i).id(), "expected type 'bool' but found '" + type + "'");
            }
        }
    }

    /** Adds a fault at an expression. */
    void add(CelSource source, long id, String message) {
        Integer offset = source.getPositionsMap().get(id);
        CelSourceLocation location = offset == null
                ? CelSourceLocation.NONE
                : source.getOffsetLocation(offset).orElse(CelSourceLocation.NONE);
        add(negative.contains(id) ? beforeSign(location) : location, message);
    }

    /** Numbers below zero, which begin with their sign. */
    private Set<Long> negative = Set.of();

    private void add(CelIssue issue, String message) {
        CelSourceLocation location = issue.getSourceLocation();
        add(negative.contains(issue.getExprId()) ? beforeSign(location) : location, message);
    }

    private CelSourceLocation beforeSign(CelSourceLocation location) {
        String[] lines = text.split("\n", -1);
        String line = location.getLine() < 1 || location.getLine() > lines.length ? "" : lines[location.getLine() - 1];
        int sign = line.lastIndexOf('-', location.getColumn());
        return sign < 0 ? location : CelSourceLocation.of(location.getLine(), sign);
    }

    private void add(CelSourceLocation location, String message) {
        faults.add(new Fault(location.getLine(), location.getColumn(), message));
    }

    /** Types between commas, but not those within parentheses. */
    private static List<String> types(String list) {
        List<String> types = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                types.add(list.substring(start, i).strip());
                start = i + 1;
            }
        }
        types.add(list.substring(start).strip());
        return types;
    }

    private static @Nullable CelExpr find(CelExpr root, long id) {
        CelExpr[] found = new CelExpr[1];
        Expressions.visit(root, expr -> {
            if (expr.id() == id && expr.getKind() == CelExpr.ExprKind.Kind.CALL) {
                found[0] = expr;
            }
        });
        return found[0];
    }

    String render() {
        List<Fault> sorted = new ArrayList<>(faults.subList(0, Math.min(MOST, faults.size())));
        sorted.sort(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column));
        String[] lines = text.split("\n", -1);
        StringBuilder all = new StringBuilder();
        for (Fault fault : sorted) {
            all.append(all.isEmpty() ? "" : "\n");
            all.append("ERROR: <input>:")
                    .append(fault.line())
                    .append(':')
                    .append(fault.column() + 1)
                    .append(": ")
                    .append(fault.message());
            if (fault.line() >= 1 && fault.line() <= lines.length) {
                mark(all, lines[fault.line() - 1].replace('\t', ' '), fault.column());
            }
        }
        if (faults.size() > MOST) {
            all.append('\n').append(faults.size() - MOST).append(" more errors were truncated");
        }
        return all.toString();
    }

    private static void mark(StringBuilder all, String line, int column) {
        if (line.length() > LONGEST_LINE) {
            return;
        }
        all.append("\n | ").append(line).append("\n | ");
        int[] characters = line.codePoints().toArray();
        for (int i = 0; i < column && i < characters.length; i++) {
            all.append(characters[i] > 0x7f ? '．' : '.');
        }
        all.append(column < characters.length && characters[column] > 0x7f ? '＾' : '^');
    }
}
