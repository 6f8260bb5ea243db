package io.davit.kinds.codec;

import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body that could be read.
 *
 * @param object the object, complete, with {@code apiVersion} and {@code kind}
 * @param kind what the body said it is, or what was expected where it said nothing
 * @param problems fields that are unknown or given twice, as texts, in the order found: {@code unknown field "spec.foo"}
 */
public record Decoded(ObjectNode object, GroupVersionKind kind, List<String> problems) {

    private static final String YAML_PREFIX = "yaml: unmarshal errors:\n";

    public Decoded {
        problems = List.copyOf(problems);
    }

    /** The problems as {@code Warning} headers tell them. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (String problem : problems) {
            String text = problem.startsWith(YAML_PREFIX) ? problem.substring(YAML_PREFIX.length()) : problem;
            text.lines().map(String::strip).forEach(warnings::add);
        }
        return warnings;
    }

    /** The text of {@code fieldValidation=Strict}'s complaint, without what is complained about; empty when all is well. */
    public String strictError() {
        return problems.isEmpty() ? "" : "strict decoding error: " + String.join(", ", problems);
    }

    /** Refuses the body if it has problems, as {@code fieldValidation=Strict} asks for. */
    public void refuseProblems() {
        if (!problems.isEmpty()) {
            throw ApiException.badRequest(kind.kind() + " in version \"" + kind.version() + "\" cannot be handled as a "
                    + kind.kind() + ": " + strictError());
        }
    }

    static String yamlProblem(List<String> lines) {
        return YAML_PREFIX + "  " + String.join("\n  ", lines);
    }
}
