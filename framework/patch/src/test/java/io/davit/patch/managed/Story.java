package io.davit.patch.managed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.patch.fields.FieldSet;
import io.davit.patch.typed.Type;
import io.davit.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A story about one object: who writes what, what the object becomes, who owns which fields. Texts are JSON with single quotes, of the
 * object's spec alone. Time goes on by a second with each write.
 */
final class Story {

    private final Map<String, Type> types;
    private final String first;
    private ObjectNode object = Json.object();
    private int second;

    private Story(Map<String, Type> types, String first) {
        this.types = types;
        this.first = first;
    }

    /** A kind with one version, {@code v1}, whose spec has this schema. */
    static Story of(String specSchema) {
        return of(Map.of("v1", specSchema), "v1");
    }

    /** A kind with several versions, whose objects are the same but for the version. */
    static Story of(Map<String, String> specSchemas, String first) {
        Map<String, Type> types = new HashMap<>();
        specSchemas.forEach((version, schema) -> types.put(version, type(schema)));
        return new Story(types, first);
    }

    /** The same object after its schema has changed. */
    Story withSchema(String specSchema) {
        Story next = new Story(Map.of(first, type(specSchema)), first);
        next.object = object;
        next.second = second;
        return next;
    }

    private static Type type(String specSchema) {
        ObjectNode root = Json.object().put("type", "object");
        root.putObject("properties").set("spec", json(specSchema));
        Schema metadata =
                Schema.read(object("{'type':'object','properties':{'name':{'type':'string'},'uid':{'type':'string'},"
                        + "'labels':{'type':'object','additionalProperties':{'type':'string'}},"
                        + "'annotations':{'type':'object','additionalProperties':{'type':'string'}},"
                        + "'managedFields':{'type':'array','items':{'type':'object'}}}}"));
        return Type.custom(Schema.read(root), metadata, false);
    }

    Story applies(String manager, String spec) {
        return apply(manager, first, spec, false);
    }

    Story forces(String manager, String spec) {
        return apply(manager, first, spec, true);
    }

    Story apply(String manager, String version, String spec, boolean force) {
        second++;
        object = ManagedFields.apply(
                inVersion(version),
                whole(version, spec),
                empty(version),
                versions(),
                applier(manager, version),
                force,
                now());
        object.withObject("/metadata").put("uid", "u");
        return this;
    }

    /** The message with which an apply is refused; the object stays as it is. */
    String refuses(String manager, String spec) {
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> applies(manager, spec));
        assertThat(refusal).as("refusal of " + spec).isNotNull();
        return refusal.message();
    }

    /** The object's spec becomes this one. */
    Story updates(String manager, String spec) {
        return update(manager, first, spec);
    }

    Story update(String manager, String version, String spec) {
        second++;
        ObjectNode before = inVersion(version);
        ObjectNode after = before.deepCopy();
        after.set("spec", json(spec));
        ManagedFields.update(before, after, versions(), Manager.updater(manager, version, ""), now());
        object = after;
        object.withObject("/metadata").put("uid", "u");
        return this;
    }

    /** The managers become what the client says. */
    Story edits(String manager, String managedFields) {
        second++;
        ObjectNode before = inVersion(first);
        ObjectNode after = before.deepCopy();
        after.withObject("/metadata").set("managedFields", json(managedFields));
        ManagedFields.update(before, after, versions(), Manager.updater(manager, first, ""), now());
        object = after;
        return this;
    }

    Story becomes(String spec) {
        assertThat(object.path("spec")).isEqualTo(json(spec));
        return this;
    }

    /** Everybody who owns something, as {@code name Operation version time: paths}, in the order of managedFields. */
    List<String> managers() {
        List<String> all = new ArrayList<>();
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            Manager manager = Objects.requireNonNull(Manager.parse(entry), "an entry that can be read");
            String time = manager.time().isEmpty() ? "-" : manager.time().substring(17, 19);
            all.add(manager.name() + " " + manager.operation() + " " + manager.apiVersion() + " " + time + ": "
                    + String.join(" ", manager.fields().paths()).replace(".spec.", ""));
        }
        return all;
    }

    Story owners(String... expected) {
        assertThat(managers().stream().map(manager -> manager.replaceFirst(" \\S+ [-0-9]+:", ":")))
                .containsExactlyInAnyOrder(expected);
        return this;
    }

    ObjectNode object() {
        return object;
    }

    private static Manager applier(String name, String version) {
        return Manager.applier(name, version, "");
    }

    private ObjectNode inVersion(String version) {
        return object.isEmpty() ? empty(version) : object.deepCopy().put("apiVersion", version);
    }

    private static ObjectNode empty(String version) {
        return Json.object().put("apiVersion", version).put("kind", "Thing");
    }

    private static ObjectNode whole(String version, String spec) {
        ObjectNode whole = empty(version);
        whole.putObject("metadata").put("name", "thing");
        whole.set("spec", json(spec));
        return whole;
    }

    private Versions versions() {
        return new Versions() {
            @Override
            public @Nullable Type type(String apiVersion) {
                return types.get(apiVersion);
            }

            @Override
            public ObjectNode convert(ObjectNode from, String version, String to) {
                return from.deepCopy().put("apiVersion", to);
            }

            @Override
            public FieldSet reset(String apiVersion) {
                return FieldSet.ofFields("status");
            }
        };
    }

    private String now() {
        return "2026-01-01T00:00:%02dZ".formatted(second % 60);
    }

    static JsonNode json(String text) {
        return Json.parse(text.replace("'", "\""));
    }

    static ObjectNode object(String text) {
        return (ObjectNode) json(text);
    }
}
