package io.davit.kinds.generator;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes {@code descriptions.bin}: an index of definitions, then for each its own text and its fields' texts. Only OpenAPI reads it. */
final class DescriptionsTable {

    private final SchemaFacts facts;
    private final ProtoComments comments;
    private final EnumTexts enums;
    private final Corrections corrections;

    DescriptionsTable(SchemaFacts facts, ProtoComments comments, EnumTexts enums, Corrections corrections) {
        this.facts = facts;
        this.comments = comments;
        this.enums = enums;
        this.corrections = corrections;
    }

    void write(Map<String, GoTypes.Type> types, OutputStream to) throws IOException {
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream indexOut = new DataOutputStream(index);
        DataOutputStream bodyOut = new DataOutputStream(body);
        int count = 0;
        Map<String, String> forms = forms(types);
        for (GoTypes.Type type : types.values()) {
            Optional<ClientModels.Model> model = ClientModels.of(type.name());
            String told = model.map(ClientModels.Model::description).orElse(forms.getOrDefault(type.name(), ""));
            String text = corrections.corrected(type.name(), both(told, comments.message(type.name())));
            Map<String, String> fields = fields(
                    type, types, model.map(ClientModels.Model::properties).orElse(Map.of()));
            if (!text.isEmpty() || !fields.isEmpty()) {
                indexOut.writeUTF(type.name());
                indexOut.writeInt(bodyOut.size());
                write(text, fields, bodyOut);
                count++;
            }
        }
        DataOutputStream out = new DataOutputStream(to);
        out.writeInt(count);
        index.writeTo(out);
        body.writeTo(out);
        out.flush();
    }

    /** The texts of a type's fields by name, those of the types that it takes in among them. */
    private Map<String, String> fields(
            GoTypes.Type type, Map<String, GoTypes.Type> types, Map<String, ClientModels.Property> told) {
        Map<String, String> fields = new TreeMap<>();
        collect(type, types, fields);
        told.forEach((name, property) -> {
            String ofField = comments.form(property.description()).isEmpty() ? property.description() : "";
            fields.put(name, both(ofField, fields.getOrDefault(name, "")));
        });
        fields.replaceAll((name, text) -> enums.withValues(
                corrections.corrected(type.name() + "." + name, text),
                type.name(),
                name,
                facts.values(type.name(), name)));
        fields.values().removeIf(String::isEmpty);
        return fields;
    }

    /** Of types without a class among the client models, what these tell of fields instead, by the type's name. */
    private Map<String, String> forms(Map<String, GoTypes.Type> types) {
        Map<String, String> forms = new TreeMap<>();
        for (GoTypes.Type type : types.values()) {
            ClientModels.of(type.name())
                    .ifPresent(model -> model.properties()
                            .values()
                            .forEach(property -> comments.form(property.description())
                                    .ifPresent(form -> forms.put(form, property.description()))));
        }
        return forms;
    }

    /** What the client models tell, with the paragraphs of the comment where it is the same; the comment alone where they tell nothing. */
    private static String both(String told, String comment) {
        return told.isEmpty() ? comment : Paragraphs.restored(told, comment).orElse(told);
    }

    /** The comments on a type's fields, empty where there is none. */
    private void collect(GoTypes.Type type, Map<String, GoTypes.Type> types, Map<String, String> to) {
        for (GoTypes.Field field : type.fields()) {
            GoTypes.Type inlined = field.inline() ? types.get(field.type()) : null;
            if (inlined != null) {
                collect(inlined, types, to);
            }
        }
        Map<String, String> own = comments.fields(type.name());
        for (GoTypes.Field field : type.fields()) {
            if (!field.inline()) {
                to.put(field.json(), own.getOrDefault(field.json(), ""));
            }
        }
    }

    private static void write(String own, Map<String, String> fields, DataOutputStream out) throws IOException {
        text(own, out);
        out.writeShort(fields.size());
        for (Map.Entry<String, String> field : fields.entrySet()) {
            out.writeUTF(field.getKey());
            text(field.getValue(), out);
        }
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
