package io.davit.registry;

import io.davit.model.GroupVersionResource;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Body;
import io.davit.registry.family.Served;
import io.davit.registry.write.Changes;
import io.davit.registry.write.Deleted;
import io.davit.registry.write.Deletion;
import io.davit.registry.write.FieldValidation;
import io.davit.registry.write.Patch;
import io.davit.registry.write.Precondition;
import io.davit.registry.write.WriteOptions;
import io.davit.registry.write.Written;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A registry in memory at a fixed time, with verbs that take and answer JSON with single quotes. */
public final class LocalRegistry implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final RacingStore store = new RacingStore();
    private final Registry registry = Registry.open(store, Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<String> warnings = new ArrayList<>();

    public RacingStore store() {
        return store;
    }

    public Registry registry() {
        return registry;
    }

    /** The warnings of all writes. */
    public List<String> warnings() {
        return warnings;
    }

    /** Who writes, and how. */
    public WriteOptions options(String manager) {
        return new WriteOptions(false, FieldValidation.WARN, manager, Caller.SYSTEM, warnings::add);
    }

    /** @param resource such as {@code apps/v1/deployments}, or {@code v1/pods} */
    public Target target(String resource, String namespace, String name) {
        String[] parts = resource.split("/", -1);
        GroupVersionResource wanted = parts.length == 2
                ? new GroupVersionResource("", parts[0], parts[1])
                : new GroupVersionResource(parts[0], parts[1], parts[2]);
        Served served = Objects.requireNonNull(registry.catalog().find(wanted), resource);
        return Target.of(served, namespace, name);
    }

    public ObjectNode create(Target target, String json) {
        return create(target, json, options(""));
    }

    public ObjectNode create(Target target, String json, WriteOptions options) {
        return parsed(registry.writer().create(target, body(json), options).json());
    }

    public Written put(Target target, String json) {
        WriteOptions options = options("");
        return registry.writer()
                .update(target, Changes.replace(target, body(json), options), Precondition.NONE, true, options);
    }

    public ObjectNode replace(Target target, String json) {
        return parsed(put(target, json).json());
    }

    /** A merge patch. */
    public ObjectNode patch(Target target, String json) {
        return patch(target, json, Precondition.NONE, options(""));
    }

    public ObjectNode patch(Target target, String json, Precondition precondition, WriteOptions options) {
        byte[] document = quoted(json).getBytes(StandardCharsets.UTF_8);
        Patch patch = Patch.parse("application/merge-patch+json", document, target.served());
        return parsed(registry.writer()
                .update(target, Changes.patch(target, patch, options), precondition, false, options)
                .json());
    }

    public Deleted delete(Target target) {
        return delete(target, Deletion.PLAIN);
    }

    public Deleted delete(Target target, Deletion deletion) {
        return registry.deleter().delete(target, deletion, options(""));
    }

    /** The object as it is; null when there is none. */
    public @Nullable ObjectNode get(Target target) {
        CachedObject found = target.served().family().cache().get(target.key());
        return found == null ? null : parsed(target.served().bytes(found));
    }

    /** All objects of the target's resource. */
    public List<ObjectNode> list(Target any) {
        return any.served().family().cache().list(any.served().family().prefix()).objects().stream()
                .map(object -> parsed(any.served().bytes(object)))
                .toList();
    }

    public static long revision(ObjectNode object) {
        return Long.parseLong(Meta.of(object).resourceVersion());
    }

    /** Single quotes stand for double ones. */
    public static ObjectNode parsed(String json) {
        return parsed(quoted(json).getBytes(StandardCharsets.UTF_8));
    }

    public static ObjectNode parsed(byte[] json) {
        return Json.parseObject(json);
    }

    @Override
    public void close() {
        registry.close();
        store.close();
    }

    private static Body body(String json) {
        return new Body(quoted(json).getBytes(StandardCharsets.UTF_8), Body.Format.JSON);
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
