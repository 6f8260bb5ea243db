package io.davit.apiserver.endpoint;

import io.davit.apiserver.request.Query;
import io.davit.apiserver.request.RequestInfo;
import io.davit.model.GroupResource;
import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.registry.Registry;
import io.davit.registry.Target;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Served;
import io.davit.registry.subresource.Connect;
import io.davit.registry.write.FieldValidation;
import io.davit.registry.write.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What would be a stream to a node, a pod or a service: logs, exec, attach, port-forward and the proxies. There is no kubelet behind
 * this API layer, so every request is checked as far as upstream checks it, and then told what cannot be reached.
 */
final class Connections {

    /** The subresources in question. */
    static final Set<String> NAMES = Set.of("log", "exec", "attach", "portforward", "proxy");

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final GroupResource NODES = new GroupResource("", "nodes");

    private static final List<String> FLAGS = List.of("stdin", "stdout", "stderr", "tty");

    private final Catalog catalog;
    private final Connect admission;

    Connections(Registry registry) {
        this.catalog = registry.catalog();
        this.admission = registry.connect();
    }

    Mono<Void> connect(ApiRequest request, Served served) {
        RequestInfo info = request.info();
        if (info.subresource().equals("log")) {
            return log(request, served);
        }
        admit(request, served);
        throw switch (info.subresource()) {
            case "exec", "attach" -> {
                ObjectNode pod = pod(served, info);
                container(pod, request.query());
                yield unreachable(pod);
            }
            case "portforward" -> unreachable(pod(served, info));
            default -> proxy(served, info);
        };
    }

    private void admit(ApiRequest request, Served served) {
        RequestInfo info = request.info();
        ObjectNode options = options(request.query(), info);
        Target target = new Target(served, info.namespace(), info.name(), info.subresource());
        admission.admit(
                target,
                options,
                new WriteOptions(false, FieldValidation.IGNORE, "", request.caller(), request.warnings()::add));
    }

    private static ObjectNode options(Query query, RequestInfo info) {
        ObjectNode options = Json.object();
        switch (info.subresource()) {
            case "exec", "attach" -> {
                for (String flag : FLAGS) {
                    if (query.has(flag) && query.flag(flag)) {
                        options.put(flag, true);
                    }
                }
                put(options, "container", query.first("container"));
                if (info.subresource().equals("exec")) {
                    options.set("command", texts(query.all("command")));
                }
            }
            case "portforward" -> {
                ArrayNode ports = Json.array();
                query.all("ports")
                        .forEach(some -> Stream.of(some.split(",", -1))
                                .map(Connections::port32)
                                .forEach(ports::add));
                if (!ports.isEmpty()) {
                    options.set("ports", ports);
                }
            }
            default -> put(options, "path", proxied(info));
        }
        return options;
    }

    /** What comes behind {@code proxy} in the path. */
    private static String proxied(RequestInfo info) {
        int at = info.path().indexOf("/proxy");
        return at < 0 ? "" : info.path().substring(at + "/proxy".length());
    }

    private static void put(ObjectNode options, String name, String text) {
        if (!text.isEmpty()) {
            options.put(name, text);
        }
    }

    /** Null for none, as what has no texts is written where it must be there. */
    private static JsonNode texts(List<String> texts) {
        ArrayNode list = Json.array();
        texts.forEach(list::add);
        return list.isEmpty() ? list.nullNode() : list;
    }

    private static int port32(String port) {
        String why = "invalid syntax";
        if (DIGITS.matcher(port).matches()) {
            try {
                return Integer.parseInt(port);
            } catch (NumberFormatException e) {
                why = "value out of range";
            }
        }
        throw ApiException.badRequest(
                "cannot convert to []int32: strconv.ParseUint: parsing " + Json.quote(port) + ": " + why);
    }

    private Mono<Void> log(ApiRequest request, Served served) {
        validateLogOptions(request);
        ObjectNode pod = pod(served, request.info());
        container(pod, request.query());
        if (!node(pod).isEmpty()) {
            throw unreachable(pod);
        }
        ServerHttpResponse response = request.exchange().getResponse();
        response.setStatusCode(HttpStatus.NO_CONTENT);
        return response.setComplete();
    }

    private static void validateLogOptions(ApiRequest request) {
        Query query = request.query();
        Long since = query.number("sinceSeconds");
        Long tail = query.number("tailLines");
        Long limit = query.number("limitBytes");
        FieldErrors errors = new FieldErrors();
        if (tail != null && tail < 0) {
            errors.invalid(FieldPath.of("tailLines"), tail, "must be greater than or equal to 0");
        }
        if (limit != null && limit < 1) {
            errors.invalid(FieldPath.of("limitBytes"), limit, "must be greater than 0");
        }
        if (since != null && query.has("sinceTime")) {
            errors.forbidden(FieldPath.of("[]"), "at most one of `sinceTime` or `sinceSeconds` may be specified");
        } else if (since != null && since < 1) {
            errors.invalid(FieldPath.of("sinceSeconds"), since, "must be greater than 0");
        }
        if (!errors.isEmpty()) {
            throw ApiException.invalid("", "PodLogOptions", request.info().name(), errors.causes());
        }
    }

    private static ObjectNode pod(Served served, RequestInfo info) {
        return object(served, info.namespace(), info.name());
    }

    private static ObjectNode object(Served served, String namespace, String name) {
        CachedObject found = served.family().cache().get(served.family().key(namespace, name));
        if (found == null) {
            throw ApiException.notFound(served.groupResource(), name);
        }
        return found.tree();
    }

    /** Refuses a container that the pod has not, and asks for one where it has several. */
    private static void container(ObjectNode pod, Query query) {
        List<String> names = new ArrayList<>();
        for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
            pod.path("spec")
                    .path(list)
                    .forEach(each -> names.add(each.path("name").asString("")));
        }
        String name = pod.path("metadata").path("name").asString("");
        String asked = query.first("container");
        if (asked.isEmpty() && names.size() > 1) {
            throw ApiException.badRequest("a container name must be specified for pod " + name + ", choose one of: ["
                    + String.join(" ", names) + "]");
        }
        if (!asked.isEmpty() && !names.contains(asked)) {
            throw ApiException.badRequest("container " + asked + " is not valid for pod " + name);
        }
    }

    private static String node(ObjectNode pod) {
        return pod.path("spec").path("nodeName").asString("");
    }

    private ApiException unreachable(ObjectNode pod) {
        String node = node(pod);
        if (node.isEmpty()) {
            return ApiException.badRequest(
                    "pod " + pod.path("metadata").path("name").asString("") + " does not have a host assigned");
        }
        // a pod's node that is not there is told of as if it were the pod
        return nodeUnreachable(node, PODS);
    }

    private ApiException nodeUnreachable(String node, GroupResource missing) {
        Served nodes = catalog.find(new GroupVersionResource("", "v1", "nodes"));
        if (nodes == null || nodes.family().cache().get(nodes.family().key("", node)) == null) {
            return ApiException.notFound(missing, node);
        }
        return new ApiException(
                Reason.SERVICE_UNAVAILABLE, "no kubelet of node \"" + node + "\" can be reached from this API server");
    }

    private ApiException proxy(Served served, RequestInfo info) {
        return switch (served.definition().plural()) {
            case "nodes" -> nodeUnreachable(withoutPort(info.name()), NODES);
            case "services" -> noEndpoints(served, info);
            default -> {
                ObjectNode pod = object(served, info.namespace(), withoutPort(info.name()));
                yield pod.path("status").path("podIP").asString("").isEmpty()
                        ? ApiException.badRequest("address not allowed")
                        : new ApiException(Reason.SERVICE_UNAVAILABLE, "no pod can be reached from this API server");
            }
        };
    }

    private static ApiException noEndpoints(Served services, RequestInfo info) {
        String name = withoutPort(info.name());
        ObjectNode service = object(services, info.namespace(), name);
        String port = port(info.name());
        for (JsonNode each : service.path("spec").path("ports")) {
            if (port.isEmpty()
                    || each.path("name").asString("").equals(port)
                    || each.path("port").asString("").equals(port)) {
                return ApiException.notFound(services.groupResource(), name);
            }
        }
        return new ApiException(
                Reason.SERVICE_UNAVAILABLE, "no service port " + port + " found for service \"" + name + "\"");
    }

    /** The name in {@code https:name:port}, {@code name:port} or {@code name}. */
    private static String withoutPort(String name) {
        String[] parts = name.split(":", -1);
        return parts.length == 3 ? parts[1] : parts[0];
    }

    private static String port(String name) {
        String[] parts = name.split(":", -1);
        return parts.length > 1 ? parts[parts.length - 1] : "";
    }
}
