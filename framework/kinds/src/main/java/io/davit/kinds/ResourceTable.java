package io.davit.kinds;

import io.davit.kinds.type.BuiltInSchemas;
import io.davit.kinds.type.StructType;
import io.davit.kinds.type.TypeTable;
import io.davit.model.GroupVersionKind;
import io.davit.schema.Schema;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Reads {@code resources.bin}, which the build writes: every built-in resource in discovery's order. */
final class ResourceTable {

    /** What every use of a deprecated kind is answered with. */
    private static final Map<GroupVersionKind, String> DEPRECATED = Map.of(
            new GroupVersionKind("", "v1", "ComponentStatus"),
            "v1 ComponentStatus is deprecated in v1.19+",
            new GroupVersionKind("", "v1", "Endpoints"),
            "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice");

    private ResourceTable() {}

    static List<ResourceDefinition> read() {
        try (InputStream in = TypeTable.class.getResourceAsStream("resources.bin")) {
            if (in == null) {
                throw new IllegalStateException("resources.bin is missing: the build writes it");
            }
            DataInputStream data = new DataInputStream(new BufferedInputStream(in));
            int count = data.readUnsignedShort();
            List<ResourceDefinition> definitions = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                definitions.add(definition(data));
            }
            return List.copyOf(definitions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ResourceDefinition definition(DataInputStream in) throws IOException {
        String group = in.readUTF();
        String version = in.readUTF();
        String plural = in.readUTF();
        GroupVersionKind kind = new GroupVersionKind(group, version, in.readUTF());
        ResourceDefinition.Builder definition = ResourceDefinition.builder(kind, plural)
                .singular(in.readUTF())
                .namespaced(in.readBoolean())
                .verbs(new LinkedHashSet<>(texts(in)))
                .shortNames(texts(in))
                .categories(texts(in))
                .deprecationWarning(DEPRECATED.getOrDefault(kind, ""))
                .schema(() -> schema(kind));
        int subresources = in.readUnsignedShort();
        for (int i = 0; i < subresources; i++) {
            definition.subresource(subresource(in, kind));
        }
        return definition
                .selectableFields(
                        texts(in).stream().map(ResourceTable::selectable).toList())
                .build();
    }

    private static Subresource subresource(DataInputStream in, GroupVersionKind parent) throws IOException {
        String name = in.readUTF();
        String group = in.readUTF();
        String version = in.readUTF();
        String kind = in.readUTF();
        boolean foreign = !version.isEmpty();
        GroupVersionKind own =
                new GroupVersionKind(foreign ? group : parent.group(), foreign ? version : parent.version(), kind);
        return new Subresource(name, own, foreign, new LinkedHashSet<>(texts(in)));
    }

    /** {@code label}, {@code label=absent} or {@code label:path}. */
    private static SelectableField selectable(String text) {
        int absent = text.indexOf('=');
        int path = text.indexOf(':');
        if (absent >= 0) {
            String label = text.substring(0, absent);
            return new SelectableField(label, List.of(label.split("\\.")), text.substring(absent + 1));
        }
        return path < 0
                ? SelectableField.of(text)
                : new SelectableField(
                        text.substring(0, path),
                        List.of(text.substring(path + 1).split("\\.")),
                        "");
    }

    private static Schema schema(GroupVersionKind kind) {
        StructType type = TypeTable.get().kind(kind);
        if (type == null) {
            throw new IllegalStateException("no type is known for " + kind);
        }
        return BuiltInSchemas.of(type);
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
