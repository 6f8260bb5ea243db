package io.davit.registry.crd;

import io.davit.model.json.Json;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.cache.ObjectView;
import io.davit.registry.cache.Renderings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stored objects as one version shows them. Objects stored before the schema changed, or in another version, are pruned, defaulted and
 * converted when they are first read; of the others only that they need none of it is remembered.
 */
final class CustomView implements ObjectView {

    private final Versions versions;
    private final String apiVersion;
    private final Renderings renderings;

    CustomView(Versions versions, String apiVersion, Renderings renderings) {
        this.versions = versions;
        this.apiVersion = apiVersion;
        this.renderings = renderings;
    }

    @Override
    public byte[] render(CachedObject object) {
        return bytes(object);
    }

    @Override
    public byte[] bytes(CachedObject object) {
        return object.isShownAsStored(this)
                ? object.json()
                : all(List.of(object)).getFirst();
    }

    @Override
    public List<byte[]> all(List<CachedObject> objects) {
        List<byte[]> all = new ArrayList<>(objects.size());
        List<Integer> missing = new ArrayList<>();
        List<ObjectNode> trees = new ArrayList<>();
        for (CachedObject object : objects) {
            byte[] known = object.isShownAsStored(this) ? object.json() : renderings.get(object, this);
            if (known == null) {
                missing.add(all.size());
                trees.add(object.tree());
                all.add(object.json());
            } else {
                all.add(known);
            }
        }
        if (!missing.isEmpty()) {
            List<ObjectNode> shown = versions.fromStored(trees, apiVersion);
            for (int i = 0; i < missing.size(); i++) {
                int at = missing.get(i);
                all.set(at, remember(objects.get(at), Json.bytes(shown.get(i))));
            }
        }
        return all;
    }

    private byte[] remember(CachedObject object, byte[] rendered) {
        if (Arrays.equals(rendered, object.json())) {
            object.setShownAsStored(this);
            return object.json();
        }
        renderings.put(object, this, rendered);
        return rendered;
    }

    @Override
    public boolean waits() {
        return versions.conversion().waits();
    }
}
