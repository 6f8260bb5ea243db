package io.davit.registry.family;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object as its version knows it, and what strict decoding minds in its text: fields that nobody knows or that come twice.
 *
 * @param warnings one text for each problem, for a request that wants to be warned
 * @param strictError all of them in one text, for a request that wants to be refused; empty when there are none
 */
public record Decoded(ObjectNode object, List<String> warnings, String strictError) {

    public static Decoded clean(ObjectNode object) {
        return new Decoded(object, List.of(), "");
    }

    /** With problems such as {@code unknown field "spec.x"}. */
    public static Decoded of(ObjectNode object, List<String> problems) {
        String error = problems.isEmpty() ? "" : "strict decoding error: " + String.join(", ", problems);
        return new Decoded(object, problems, error);
    }
}
