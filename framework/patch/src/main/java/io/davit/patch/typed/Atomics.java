package io.davit.patch.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The places in an object that are owned as a whole: merging them would replace all that was there. */
final class Atomics {

    private final List<String> found = new ArrayList<>();

    private Atomics() {}

    static List<String> in(ObjectNode object, Type type) {
        Atomics atomics = new Atomics();
        atomics.look("", object, type);
        return atomics.found;
    }

    private void look(String path, JsonNode value, Type type) {
        switch (value) {
            case ObjectNode map
            when type.form(map) == Form.MAP -> {
                if (type.isAtomicMap()) {
                    found.add(path);
                }
                for (Map.Entry<String, JsonNode> member : map.properties()) {
                    Type field = type.declares(member.getKey()) ? type.field(member.getKey()) : null;
                    if (field != null) {
                        look(path + "." + member.getKey(), member.getValue(), field);
                    }
                }
            }
            case ArrayNode list
            when type.form(list) == Form.LIST -> {
                if (type.isAtomicList()) {
                    found.add(path);
                }
                for (int i = 0; i < list.size(); i++) {
                    look(path + "[" + i + "]", list.get(i), type.items());
                }
            }
            default -> {}
        }
    }
}
