package io.davit.schema.crd;

import io.davit.model.error.Cause;
import io.davit.model.error.FieldPath;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks what {@code x-kubernetes-validations} say. They are in a language that this module does not know. */
public interface RuleChecker {

    /** Finds nothing wrong. */
    RuleChecker NONE = new RuleChecker() {
        @Override
        public List<Cause> rules(FieldPath path, ObjectNode schema, boolean eachMayCost, Predicate<FieldPath> inOrder) {
            return List.of();
        }

        @Override
        public Defaults defaults() {
            return (path, value, schema, root) -> List.of();
        }
    };

    /**
     * What is wrong with the rules of a structural schema: expressions that don't compile, and what they may cost.
     *
     * @param eachMayCost whether a single rule may cost what it likes, as in a schema that was accepted before
     * @param inOrder whether the form of a schema and everything below it is in order; where it isn't, rules are not looked at
     */
    List<Cause> rules(FieldPath path, ObjectNode schema, boolean eachMayCost, Predicate<FieldPath> inOrder);

    /** Checks the defaults of one schema, which share a budget. */
    Defaults defaults();

    /** Evaluates rules over defaults. */
    interface Defaults {

        /** What the rules in a schema find wrong with its default; {@code root} for the schema of a whole resource. */
        List<Cause> check(FieldPath path, JsonNode value, ObjectNode schema, boolean root);
    }
}
