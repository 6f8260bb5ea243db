package io.davit.kinds.type;

import io.davit.model.GroupVersionKind;
import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A Go struct: the shape of a kind, or of an object inside one. Its fields are read when they are first asked for. */
public final class StructType implements GoType {

    private final String name;
    private final String group;
    private final String version;
    private final TypeReader reader;
    private final int offset;
    private volatile @Nullable Body body;

    /** What the table holds of a struct, with the fields of inlined structs put in their place. */
    record Body(
            List<Field> own,
            List<Field> fields,
            List<List<String>> embeddings,
            Map<String, Integer> indexes,
            String facts) {}

    StructType(String name, String group, String version, TypeReader reader, int offset) {
        this.name = name;
        this.group = group;
        this.version = version;
        this.reader = reader;
        this.offset = offset;
    }

    /** The definition's name, such as {@code io.k8s.api.core.v1.PodSpec}. */
    public String name() {
        return name;
    }

    /** Without the package: {@code PodSpec}. */
    public String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Whether objects of it carry {@code apiVersion} and {@code kind}. */
    public boolean isKind() {
        return !version.isEmpty();
    }

    /** For a kind; those of {@code meta/v1} have the empty group. */
    public GroupVersionKind kind() {
        return new GroupVersionKind(group, version, simpleName());
    }

    /** With the package's last word: {@code v1.PodSpec}. */
    @Override
    public String display() {
        return TypeReader.display(name);
    }

    /** As JSON has them, in the order of the struct: the fields of inlined structs stand among the others. */
    public List<Field> fields() {
        return body().fields;
    }

    /** As declared: an inlined struct is one field, named {@code -}. This is how protobuf has them. */
    public List<Field> declaredFields() {
        return body().own;
    }

    public @Nullable Field field(String jsonName) {
        int index = indexOf(jsonName);
        return index < 0 ? null : fields().get(index);
    }

    /** Where in {@link #fields()} a field is; -1 when there is no such field. Case matters. */
    public int indexOf(String jsonName) {
        return body().indexes.getOrDefault(jsonName, -1);
    }

    /** The names of the inlined structs that lead to a field of {@link #fields()}, outermost first: Go's reader names them. */
    public List<String> embedding(int index) {
        return body().embeddings.get(index);
    }

    /** What OpenAPI says of the definition beyond its fields: {@code mapType}, {@code type}, {@code format}, {@code kind}, {@code unions}. */
    public JsonNode facts() {
        String text = body().facts;
        return text.isEmpty() ? Json.object() : Json.parse(text);
    }

    private Body body() {
        Body known = body;
        if (known == null) {
            known = read();
            body = known;
        }
        return known;
    }

    private Body read() {
        TypeReader.Raw raw = reader.struct(offset);
        List<Field> all = new ArrayList<>();
        List<List<String>> embeddings = new ArrayList<>();
        for (Field field : raw.fields()) {
            if (field.inline() && field.type() instanceof StructType inlined) {
                all.addAll(inlined.fields());
                for (int i = 0; i < inlined.fields().size(); i++) {
                    List<String> names = new ArrayList<>(List.of(inlined.simpleName()));
                    names.addAll(inlined.embedding(i));
                    embeddings.add(List.copyOf(names));
                }
            } else {
                all.add(field);
                embeddings.add(List.of());
            }
        }
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            indexes.putIfAbsent(all.get(i).name(), i);
        }
        return new Body(raw.fields(), List.copyOf(all), List.copyOf(embeddings), indexes, raw.facts());
    }

    @Override
    public String toString() {
        return name;
    }
}
