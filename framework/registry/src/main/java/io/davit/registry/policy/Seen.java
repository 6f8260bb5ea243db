package io.davit.registry.policy;

import io.davit.cel.Authorizer;
import io.davit.cel.Fields;
import io.davit.cel.ResourceCheck;
import io.davit.cel.value.Null;
import io.davit.model.GroupVersionKind;
import io.davit.model.GroupVersionResource;
import io.davit.model.json.Json;
import io.davit.registry.Caller;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Authority;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the expressions of policies see of a request.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#validation-expression">Validation expression</a>
 */
final class Seen {

    private final Attributes attributes;
    private final Versions versions;
    private final Authority authority;

    Seen(Attributes attributes, Versions versions, Authority authority) {
        this.attributes = attributes;
        this.versions = versions;
        this.authority = authority;
    }

    /**
     * The names that expressions may use, and their values.
     *
     * @param shown the version in which the policy wants to see the objects
     * @param matched the resource that matched, as {@code request.resource}
     * @param namespace null where there is none, or none is shown
     * @param param null where there is none
     */
    Map<String, @Nullable Object> names(
            Match shown, GroupVersionResource matched, @Nullable ObjectNode namespace, @Nullable ObjectNode param) {
        Map<String, @Nullable Object> names = new HashMap<>();
        names.put("object", versions.object(shown.as()));
        names.put("oldObject", versions.old(shown.as()));
        names.put("request", withNulls(request(shown.kind(), matched)));
        names.put("namespaceObject", namespace == null ? null : withoutOwnership(namespace));
        names.put("params", param);
        Authorizer authorizer = authority.of(attributes.caller());
        names.put("authorizer", authorizer);
        names.put("authorizer.requestResource", requested(authorizer));
        return names;
    }

    /** A request without options has the null there. */
    private static Fields withNulls(ObjectNode request) {
        return name -> {
            JsonNode field = request.get(name);
            return field != null && field.isNull() ? Null.NULL : field;
        };
    }

    private ResourceCheck requested(Authorizer authorizer) {
        GroupVersionResource resource =
                attributes.target().served().definition().resource();
        return new ResourceCheck(
                authorizer,
                resource.group(),
                resource.resource(),
                attributes.target().subresource(),
                attributes.namespace(),
                attributes.name());
    }

    /** Of a namespace's metadata only some parts are shown. */
    private static ObjectNode withoutOwnership(ObjectNode namespace) {
        ObjectNode shown = Json.object();
        for (String part : List.of("metadata", "spec", "status")) {
            if (namespace.get(part) != null) {
                shown.set(part, namespace.get(part));
            }
        }
        if (shown.get("metadata") instanceof ObjectNode metadata) {
            ObjectNode copy = metadata.deepCopy();
            copy.remove("managedFields");
            copy.remove("ownerReferences");
            copy.remove("selfLink");
            shown.set("metadata", copy);
        }
        return shown;
    }

    private ObjectNode request(GroupVersionKind kind, GroupVersionResource resource) {
        ObjectNode request = Json.object();
        String subresource = attributes.target().subresource();
        request.set("kind", kind(kind));
        request.set("resource", resource(resource));
        put(request, "subResource", subresource);
        request.set("requestKind", kind(attributes.kind()));
        request.set(
                "requestResource",
                resource(attributes.target().served().definition().resource()));
        put(request, "requestSubResource", subresource);
        put(request, "name", attributes.name());
        put(request, "namespace", attributes.namespace());
        request.put("operation", attributes.operation().name());
        request.set("userInfo", user(attributes.caller()));
        request.put("dryRun", attributes.dryRun());
        request.set("options", attributes.options().isEmpty() ? null : attributes.options());
        return request;
    }

    private static ObjectNode kind(GroupVersionKind kind) {
        return Json.object()
                .put("group", kind.group())
                .put("version", kind.version())
                .put("kind", kind.kind());
    }

    private static ObjectNode resource(GroupVersionResource resource) {
        return Json.object()
                .put("group", resource.group())
                .put("version", resource.version())
                .put("resource", resource.resource());
    }

    private static ObjectNode user(Caller caller) {
        ObjectNode user = Json.object();
        put(user, "username", caller.name());
        put(user, "uid", caller.uid());
        if (!caller.groups().isEmpty()) {
            ArrayNode groups = user.putArray("groups");
            caller.groups().forEach(groups::add);
        }
        if (!caller.extra().isEmpty()) {
            ObjectNode extra = user.putObject("extra");
            caller.extra().forEach((key, values) -> {
                ArrayNode list = extra.putArray(key);
                values.forEach(list::add);
            });
        }
        return user;
    }

    private static void put(ObjectNode into, String field, String text) {
        if (!text.isEmpty()) {
            into.put(field, text);
        }
    }
}
