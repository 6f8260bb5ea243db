package io.davit.cel.check;

import com.google.re2j.Pattern;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults as cel-go tells them: by place, each with its line and a mark. */
final class Faults {

    /** A fault; lines begin with 1, columns with 0, and both are -1 for a fault of the whole. */
    private record Fault(int line, int column, String message) {}

    private static final int MOST = 100;
    private static final int LONGEST_LINE = 16384;
    private static final Pattern SYNTAX = Pattern.compile(
            "^(mismatched input|extraneous input|missing |no viable alternative|token recognition error).*");
    private static final Pattern RESERVED = Pattern.compile("no viable alternative at input '.(true|false|null)'");
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
                faults.add(new Fault(
                        -1, -1, DEPTH.matcher(message).replaceAll("expression recursion limit exceeded: $1")));
                continue;
            }
            message = RESERVED.matcher(message).replaceAll("mismatched input '$1' expecting IDENTIFIER");
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

    void addChecked(Collection<CelIssue> issues, CelExpr root, CelSource source) {
        for (CelIssue issue : issues) {
            String message = issue.getMessage();
            int candidates = message.indexOf(" (candidates: ");
            if (candidates > 0) {
                message = message.substring(0, candidates);
            }
            message = message.replace("google.protobuf.Timestamp", "timestamp")
                    .replace("google.protobuf.Duration", "duration")
                    .replace("*error*", "!error!");
            if (message.startsWith("found no matching overload for '_&&_'")
                    || message.startsWith("found no matching overload for '_||_'")) {
                addSides(issue, message, root, source);
            } else {
                add(issue.getSourceLocation(), message);
            }
        }
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
        add(location, message);
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
