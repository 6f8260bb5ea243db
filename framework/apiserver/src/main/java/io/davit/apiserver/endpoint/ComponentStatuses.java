package io.davit.apiserver.endpoint;

import io.davit.apiserver.negotiation.Negotiated;
import io.davit.apiserver.negotiation.Transform;
import io.davit.apiserver.request.GetOptions;
import io.davit.apiserver.request.ListOptions;
import io.davit.apiserver.transform.Viewed;
import io.davit.model.GroupResource;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.registry.Registry;
import io.davit.registry.family.Served;
import io.davit.storage.StoreException;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parts of the control plane, asked when somebody wants to know and stored nowhere. There is one, the store, under the name that
 * clients know it by.
 */
final class ComponentStatuses {

    static final GroupResource RESOURCE = new GroupResource("", "componentstatuses");

    private static final String STORE = "etcd-0";

    private final Registry registry;
    private final Transforms transforms;

    ComponentStatuses(Registry registry, Clock clock) {
        this.registry = registry;
        this.transforms = new Transforms(clock);
    }

    Mono<Void> get(ApiRequest request, Served served) {
        Negotiated form = request.negotiation().resource();
        GetOptions.parse(request.query());
        if (!request.info().name().equals(STORE)) {
            // Upstream names the kind here, not the resource.
            throw ApiException.notFound(
                    new GroupResource("", served.definition().singular()),
                    request.info().name());
        }
        return Responses.tree(request, 200, transforms.object(request, served, Json.bytes(store()), form), form);
    }

    Mono<Void> list(ApiRequest request, Served served) {
        Negotiated form = request.negotiation().resource();
        ListOptions.parse(request.query(), false);
        if (!(form.transform() instanceof Transform.None)) {
            Viewed only = new Viewed(store(), store());
            ObjectNode table =
                    transforms.transformer(request, served, form.transform()).list(Json.object(), List.of(only));
            return Responses.tree(request, 200, table, form);
        }
        ObjectNode list =
                Json.object().put("kind", served.definition().listKind()).put("apiVersion", "v1");
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        ObjectNode item = store();
        item.remove("kind");
        item.remove("apiVersion");
        items.add(item);
        return Responses.tree(request, 200, list, form);
    }

    private ObjectNode store() {
        ObjectNode status = Json.object().put("kind", "ComponentStatus").put("apiVersion", "v1");
        status.putObject("metadata").put("name", STORE);
        ObjectNode condition = status.putArray("conditions").addObject().put("type", "Healthy");
        try {
            registry.store().revision();
            condition.put("status", "True").put("message", "ok");
        } catch (StoreException e) {
            condition.put("status", "False").put("error", String.valueOf(e.getMessage()));
        }
        return status;
    }
}
