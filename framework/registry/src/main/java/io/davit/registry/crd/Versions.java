package io.davit.registry.crd;

import io.davit.model.json.Json;
import io.davit.schema.Defaulter;
import io.davit.schema.Pruner;
import io.davit.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * All versions of one definition, and the way of objects between what is stored and what is served.
 *
 * @param schemas by apiVersion, of versions that are not served, too
 * @param stored the apiVersion that objects are written in; what was stored before may be in others
 * @param prunes whether fields that no schema names are dropped
 */
record Versions(Map<String, Schema> schemas, String stored, boolean prunes, Conversion conversion) {

    private static final Schema NOTHING = Schema.read(Json.object());

    Schema schema(String apiVersion) {
        return schemas.getOrDefault(apiVersion, NOTHING);
    }

    /** Objects as they were stored in a served version. The version they come from prunes and gives defaults; the other only prunes. */
    List<ObjectNode> fromStored(List<ObjectNode> objects, String apiVersion) {
        for (ObjectNode object : objects) {
            Schema known = schemas.get(apiVersion(object));
            if (known != null) {
                prune(object, known);
                Defaulter.apply(object, known);
            }
        }
        return convert(objects, apiVersion);
    }

    ObjectNode toStored(ObjectNode object) {
        return convert(List.of(object), stored).getFirst();
    }

    /** An object in another version, with all that it has: nothing is pruned, and nothing gets a default. */
    ObjectNode inVersion(ObjectNode object, String apiVersion) {
        return apiVersion(object).equals(apiVersion)
                ? object
                : conversion.convert(List.of(object), apiVersion).getFirst();
    }

    private List<ObjectNode> convert(List<ObjectNode> objects, String apiVersion) {
        List<ObjectNode> all = new ArrayList<>(objects);
        List<Integer> places = new ArrayList<>();
        List<ObjectNode> others = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!apiVersion(all.get(i)).equals(apiVersion)) {
                places.add(i);
                others.add(all.get(i));
            }
        }
        if (!others.isEmpty()) {
            List<ObjectNode> converted = conversion.convert(others, apiVersion);
            for (int i = 0; i < places.size(); i++) {
                prune(converted.get(i), schema(apiVersion));
                all.set(places.get(i), converted.get(i));
            }
        }
        return all;
    }

    private void prune(ObjectNode object, Schema known) {
        if (prunes) {
            Pruner.prune(object, known);
        }
    }

    private static String apiVersion(ObjectNode object) {
        return object.path("apiVersion").asString("");
    }
}
