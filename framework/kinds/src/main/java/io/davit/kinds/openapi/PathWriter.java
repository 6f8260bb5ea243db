package io.davit.kinds.openapi;

import io.davit.kinds.openapi.Operation.Answer;
import io.davit.kinds.openapi.Operation.Parameter;
import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the operations of one path in a dialect. Parameters that all of them share stand at the path. */
final class PathWriter {

    private final Dialect dialect;
    private final UnaryOperator<String> reference;
    private final SharedParameters sharedParameters = new SharedParameters();

    /** {@code reference}: from a definition's name to its {@code $ref}. */
    PathWriter(Dialect dialect, UnaryOperator<String> reference) {
        this.dialect = dialect;
        this.reference = reference;
    }

    ObjectNode write(List<Operation> operations, String tag) {
        List<Parameter> shared = new ArrayList<>(operations.getFirst().parameters());
        operations.forEach(operation -> shared.retainAll(operation.parameters()));
        ObjectNode path = Json.object();
        for (Operation operation : operations) {
            path.set(operation.method(), operation(operation, shared, tag));
        }
        if (!shared.isEmpty()) {
            path.set("parameters", parameters(shared, null));
        }
        return path;
    }

    private ObjectNode operation(Operation operation, List<Parameter> shared, String tag) {
        ObjectNode node = Json.object();
        node.putArray("tags").add(tag);
        node.put("description", operation.description());
        node.put("operationId", operation.id());
        List<Parameter> own = new ArrayList<>(operation.parameters());
        own.removeAll(shared);
        Operation.Body body = operation.body();
        if (dialect == Dialect.V2) {
            node.set("consumes", texts(operation.consumes()));
            node.set("produces", texts(operation.produces()));
            node.putArray("schemes").add("https");
        }
        boolean bodyAmongParameters = dialect == Dialect.V2 && body != null;
        if (!own.isEmpty() || bodyAmongParameters) {
            node.set("parameters", parameters(own, bodyAmongParameters ? body : null));
        }
        if (dialect == Dialect.V3 && body != null) {
            ObjectNode request = node.putObject("requestBody");
            request.set("content", content(operation.consumes(), body.definition()));
            if (body.required()) {
                request.put("required", true);
            }
        }
        ObjectNode responses = node.putObject("responses");
        for (Answer answer : operation.answers()) {
            responses.set(answer.code(), answer(answer, operation.produces()));
        }
        if (!operation.action().isEmpty()) {
            node.put("x-kubernetes-action", operation.action());
        }
        if (operation.kind() != null) {
            node.set("x-kubernetes-group-version-kind", Kinds.node(operation.kind()));
        }
        return node;
    }

    /** The parameters of the whole document that operations until now refer to; none in v3. */
    ObjectNode sharedParameters() {
        return sharedParameters.all();
    }

    private ArrayNode parameters(List<Parameter> parameters, Operation.@Nullable Body body) {
        ArrayNode array = Json.array();
        if (body != null) {
            ObjectNode node = array.addObject().put("name", "body").put("in", "body");
            if (body.required()) {
                node.put("required", true);
            }
            node.set("schema", schema(body.definition()));
        }
        parameters.stream()
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::in))
                .forEach(parameter -> array.add(dialect == Dialect.V2 ? v2(parameter) : v3(parameter)));
        return dialect == Dialect.V2 ? sharedParameters.share(array) : array;
    }

    private static ObjectNode v2(Parameter parameter) {
        ObjectNode node = Json.object().put("uniqueItems", true).put("type", parameter.type());
        return place(parameter, node);
    }

    private static ObjectNode v3(Parameter parameter) {
        ObjectNode node = place(parameter, Json.object());
        node.putObject("schema").put("type", parameter.type()).put("uniqueItems", true);
        return node;
    }

    private static ObjectNode place(Parameter parameter, ObjectNode node) {
        if (!parameter.description().isEmpty()) {
            node.put("description", parameter.description());
        }
        node.put("name", parameter.name()).put("in", parameter.in());
        if (parameter.in().equals("path")) {
            node.put("required", true);
        }
        return node;
    }

    private ObjectNode answer(Answer answer, List<String> produces) {
        ObjectNode node = Json.object().put("description", answer.description());
        if (!answer.definition().isEmpty()) {
            if (dialect == Dialect.V2) {
                node.set("schema", schema(answer.definition()));
            } else {
                node.set("content", content(produces, answer.definition()));
            }
        }
        return node;
    }

    private ObjectNode content(List<String> mediaTypes, String definition) {
        ObjectNode content = Json.object();
        for (String mediaType : new TreeSet<>(mediaTypes)) {
            content.putObject(mediaType).set("schema", schema(definition));
        }
        return content;
    }

    private ObjectNode schema(String definition) {
        return definition.equals("string")
                ? Json.object().put("type", "string")
                : Json.object().put("$ref", reference.apply(definition));
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = Json.array();
        texts.forEach(array::add);
        return array;
    }
}
