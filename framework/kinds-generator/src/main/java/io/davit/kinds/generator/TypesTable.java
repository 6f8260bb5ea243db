package io.davit.kinds.generator;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes {@code types.bin}: the texts, then an index of types with the place of each, then the types. A reader needs the index only;
 * a type is read when it is first asked for.
 */
final class TypesTable {

    static final int ALIAS = 0;
    static final int CUSTOM = 1;
    static final int STRUCT = 2;

    private final SchemaFacts facts;
    private final StringPool pool = new StringPool();

    TypesTable(SchemaFacts facts) {
        this.facts = facts;
    }

    void write(Map<String, GoTypes.Type> types, OutputStream to) throws IOException {
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream indexOut = new DataOutputStream(index);
        DataOutputStream bodyOut = new DataOutputStream(body);
        for (GoTypes.Type type : types.values()) {
            indexOut.writeInt(pool.number(type.name()));
            indexOut.writeInt(pool.number(type.isKind() ? type.group() : ""));
            indexOut.writeInt(pool.number(type.isKind() ? type.version() : ""));
            indexOut.writeInt(bodyOut.size());
            write(type, bodyOut);
        }
        DataOutputStream out = new DataOutputStream(to);
        pool.write(out);
        out.writeInt(types.size());
        index.writeTo(out);
        body.writeTo(out);
        out.flush();
    }

    private void write(GoTypes.Type type, DataOutputStream out) throws IOException {
        out.writeByte(type.custom() ? CUSTOM : type.underlying().isEmpty() ? STRUCT : ALIAS);
        out.writeShort(pool.number(type.underlying()));
        out.writeShort(pool.number(json(facts.ofDefinition(type.name()))));
        Set<String> required = Set.copyOf(facts.required(type.name()));
        out.writeShort(type.fields().size());
        for (GoTypes.Field field : type.fields()) {
            out.writeShort(pool.number(field.json()));
            out.writeShort(pool.number(field.type()));
            out.writeByte((field.omitEmpty() ? 1 : 0)
                    | (field.omitZero() ? 2 : 0)
                    | (required.contains(field.json()) ? 4 : 0));
            out.writeShort(field.number());
            out.writeShort(pool.number(json(facts.ofField(type.name(), field.json(), field.type()))));
        }
    }

    private static String json(ObjectNode facts) {
        return facts.isEmpty() ? "" : facts.toString();
    }
}
