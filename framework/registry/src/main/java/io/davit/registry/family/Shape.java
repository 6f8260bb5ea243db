package io.davit.registry.family;

import io.davit.kinds.Strategy;
import io.davit.model.json.Json;
import io.davit.patch.typed.Type;
import io.davit.registry.cache.ObjectView;
import io.davit.schema.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How objects of one served version are read, converted and checked: where built-in kinds and custom resources differ.
 *
 * <p>Three forms of an object meet here: the <em>served</em> version of the request, the <em>working</em> form on which defaults,
 * admission and validation act, and the <em>stored</em> version. For most kinds they are the same. Conversions may change and return
 * their argument.
 */
public interface Shape extends Reading {

    /**
     * Reads a body in the served version: types are checked, values normalised, unknown fields dropped and reported.
     *
     * @throws io.davit.model.error.ApiException a bad request, when the body cannot be such an object
     */
    Decoded decode(Body body);

    /** The same for the outcome of an apply, in which nulls are what the client applied. */
    default Decoded decodeApplied(ObjectNode tree) {
        return decode(tree);
    }

    /** What an object of the served version is before it has any content. */
    ObjectNode empty();

    @Override
    default ObjectNode written(ObjectNode served) {
        return sorted(served);
    }

    private static ObjectNode sorted(ObjectNode object) {
        ObjectNode result = Json.object();
        object.propertyNames().stream().sorted().forEach(name -> result.set(name, sorted(object.path(name))));
        return result;
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return sorted(object);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode result = Json.array();
            array.forEach(each -> result.add(sorted(each)));
            return result;
        }
        return node;
    }

    ObjectNode servedToWorking(ObjectNode served);

    ObjectNode workingToServed(ObjectNode working);

    /** What the answer to a write shows of an object that was, or would be, stored: usually its served form. */
    default ObjectNode answer(ObjectNode working, byte[] stored) {
        return workingToServed(working);
    }

    ObjectNode storedToWorking(ObjectNode stored);

    ObjectNode workingToStored(ObjectNode working);

    /** An object of this served version in another one of the same resource: nothing is defaulted on the way. */
    default ObjectNode convert(ObjectNode served, Shape other) {
        return other.workingToServed(other.storedToWorking(workingToStored(servedToWorking(served))));
    }

    /** Stored objects as bytes in the served version. */
    ObjectView view();

    Strategy strategy();

    /** The schema for strategic merge patches; null where they are not supported. */
    @Nullable
    Schema patchSchema();

    /** What the version says about owning fields. */
    Type type();

    /** Where the replicas of the scale subresource are; null without one. */
    default @Nullable ScalePaths scale() {
        return null;
    }
}
