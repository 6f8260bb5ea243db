package io.davit.registry.cache;

import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.storage.Entry;
import io.davit.storage.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ObjectNode;

/**
 * One state of one object: its key, its revision and the bytes that are served. What selectors ask for is read from the bytes
 * when first needed.
 */
public final class CachedObject {

    private final String key;
    private final byte[] json;
    private final long revision;
    private final long createRevision;
    private volatile @Nullable Map<String, String> labels;
    private volatile @Nullable Served served;
    private volatile @Nullable ObjectView shownAsStored;
    private volatile @Nullable Reading reading;

    /** The state that a stored entry holds. */
    static CachedObject of(Entry entry) {
        byte[] json = StoredJson.withRevision(entry.value(), entry.modRevision());
        return new CachedObject(entry.key(), json, entry.createRevision(), entry.modRevision());
    }

    /** The state that a lost race has met; null when the key is gone. */
    public static @Nullable CachedObject of(Outcome.Stale stale) {
        Entry current = stale.current();
        return current == null ? null : of(current);
    }

    private CachedObject(String key, byte[] json, long createRevision, long revision) {
        this.key = key;
        this.json = json;
        this.revision = revision;
        this.createRevision = createRevision;
    }

    public String key() {
        return key;
    }

    /** The bytes in the storage version, with the resourceVersion. Must not be changed. */
    public byte[] json() {
        return json;
    }

    public long revision() {
        return revision;
    }

    public long createRevision() {
        return createRevision;
    }

    public String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** This state as what a write that expected nothing would meet. */
    public Outcome.Stale asStale() {
        return new Outcome.Stale(new Entry(key, StoredJson.withoutRevision(json), createRevision, revision));
    }

    /** A fresh tree, the caller's to change. */
    public ObjectNode tree() {
        return Json.parseObject(json);
    }

    public Map<String, String> labels() {
        Map<String, String> known = labels;
        if (known == null) {
            known = readLabels(json);
            labels = known;
        }
        return known;
    }

    /** What a reader makes of the tree, made once as long as the same reader asks. */
    @SuppressWarnings("unchecked") // only what this reader made is kept under it
    public <T> T read(Function<ObjectNode, T> reader) {
        Reading known = reading;
        if (known == null || known.reader != reader) {
            known = new Reading(reader, reader.apply(tree()));
            reading = known;
        }
        return (T) known.made;
    }

    /** The same state under another resourceVersion, as the event of its deletion shows it. */
    CachedObject at(long otherRevision) {
        ObjectNode tree = tree();
        Meta.of(tree).resourceVersion(Long.toString(otherRevision));
        return new CachedObject(key, Json.bytes(tree), createRevision, otherRevision);
    }

    /** The bytes as a view shows them, made once per view. */
    byte[] servedBy(ObjectView view) {
        Served known = served;
        if (known == null || known.view != view) {
            byte[] made = view.render(this);
            known = new Served(view, made);
            served = known;
        }
        return known.json;
    }

    /** Whether a view is known to show the stored bytes as they are; of the views that do, the last one is known. */
    public boolean isShownAsStored(ObjectView view) {
        return shownAsStored == view;
    }

    public void setShownAsStored(ObjectView view) {
        shownAsStored = view;
    }

    private static Map<String, String> readLabels(byte[] json) {
        try (JsonParser parser = Json.mapper().createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean metadata = parser.currentName().equals("metadata");
                parser.nextToken();
                if (metadata) {
                    return labelsOfMetadata(parser);
                }
                parser.skipChildren();
            }
        }
        return Map.of();
    }

    private static Map<String, String> labelsOfMetadata(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean labels = parser.currentName().equals("labels");
            parser.nextToken();
            if (labels) {
                return readMap(parser);
            }
            parser.skipChildren();
        }
        return Map.of();
    }

    private static Map<String, String> readMap(JsonParser parser) {
        Map<String, String> all = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            all.put(name, parser.getValueAsString(""));
        }
        return Map.copyOf(all);
    }

    private record Served(ObjectView view, byte[] json) {}

    private record Reading(Function<ObjectNode, ?> reader, Object made) {}
}
