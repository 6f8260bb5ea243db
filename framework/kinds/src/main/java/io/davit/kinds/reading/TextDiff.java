package io.davit.kinds.reading;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The unified difference of two texts, three lines of context around each change, as messages about immutable specs carry it. */
public final class TextDiff {

    private static final int CONTEXT = 3;

    private record Line(char mark, String text) {}

    private TextDiff() {}

    /** The difference of two trees, printed with a field per line. */
    public static String of(JsonNode before, JsonNode after) {
        return of(lines(before), lines(after));
    }

    static String of(List<String> before, List<String> after) {
        List<Line> script = script(before, after);
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < script.size()) {
            int change = nextChange(script, at);
            if (change == script.size()) {
                break;
            }
            int end = endOfHunk(script, change);
            hunk(text, script, Math.max(at, change - CONTEXT), end);
            at = end;
        }
        return text.toString();
    }

    private static int nextChange(List<Line> script, int from) {
        int at = from;
        while (at < script.size() && script.get(at).mark() == ' ') {
            at++;
        }
        return at;
    }

    /** Changes with at most twice the context between them share a hunk. */
    private static int endOfHunk(List<Line> script, int change) {
        int last = change;
        while (true) {
            int next = nextChange(script, last + 1);
            if (next == script.size() || next - last - 1 > 2 * CONTEXT) {
                return Math.min(script.size(), last + 1 + CONTEXT);
            }
            last = next;
        }
    }

    private static void hunk(StringBuilder text, List<Line> script, int from, int to) {
        int old = count(script, 0, from, '+');
        int now = count(script, 0, from, '-');
        text.append("@@ -")
                .append(range(old, count(script, from, to, '+')))
                .append(" +")
                .append(range(now, count(script, from, to, '-')))
                .append(" @@\n");
        for (Line line : script.subList(from, to)) {
            text.append(line.mark()).append(line.text()).append('\n');
        }
    }

    private static int count(List<Line> script, int from, int to, char except) {
        return (int) script.subList(from, to).stream()
                .filter(line -> line.mark() != except)
                .count();
    }

    private static String range(int start, int length) {
        if (length == 1) {
            return Integer.toString(start + 1);
        }
        return (length == 0 ? start : start + 1) + "," + length;
    }

    /** Lines kept, removed and added, by the longest common subsequence; removals come before additions. */
    private static List<Line> script(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Line> script = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                script.add(new Line(' ', before.get(i)));
                i++;
                j++;
            } else if (i < before.size() && (j == after.size() || common[i + 1][j] >= common[i][j + 1])) {
                script.add(new Line('-', before.get(i++)));
            } else {
                script.add(new Line('+', after.get(j++)));
            }
        }
        return script;
    }

    private static List<String> lines(JsonNode node) {
        List<String> lines = new ArrayList<>();
        print(node, "", "", "", lines);
        return lines;
    }

    private static void print(JsonNode node, String indent, String label, String end, List<String> lines) {
        if (!node.isContainer() || node.isEmpty()) {
            lines.add(indent + label + Json.text(node) + end);
            return;
        }
        lines.add(indent + label + (node.isObject() ? "{" : "["));
        int left = node.size();
        if (node.isObject()) {
            for (var field : node.properties()) {
                print(field.getValue(), indent + " ", Json.quote(field.getKey()) + ": ", --left > 0 ? "," : "", lines);
            }
        } else {
            for (JsonNode each : node) {
                print(each, indent + " ", "", --left > 0 ? "," : "", lines);
            }
        }
        lines.add(indent + (node.isObject() ? "}" : "]") + end);
    }
}
