package io.davit.kinds.openapi;

import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.Subresource;
import io.davit.kinds.openapi.Operation.Answer;
import io.davit.kinds.openapi.Operation.Body;
import io.davit.kinds.openapi.Operation.Parameter;
import io.davit.kinds.type.StructType;
import io.davit.kinds.type.TypeTable;
import io.davit.model.GroupVersion;
import io.davit.model.GroupVersionKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The paths of one resource with their operations, as its verbs and subresources tell. */
final class ResourceOperations {

    private static final String STATUS = BuiltInDefinitions.META + "Status";
    private static final String DELETE_OPTIONS = BuiltInDefinitions.META + "DeleteOptions";
    private static final String WATCH_EVENT = BuiltInDefinitions.META + "WatchEvent";

    private static final List<String> ANY = List.of("*/*");
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "options", "head", "patch");

    private static final Parameter PRETTY = Parameter.query("pretty", "string");
    private static final List<Parameter> WRITE = List.of(
            Parameter.query("dryRun", "string"),
            Parameter.query("fieldManager", "string"),
            Parameter.query("fieldValidation", "string"));
    private static final List<Parameter> DELETE = List.of(
            Parameter.query("dryRun", "string"),
            Parameter.query("gracePeriodSeconds", "integer"),
            Parameter.query("ignoreStoreReadErrorWithClusterBreakingPotential", "boolean"),
            Parameter.query("orphanDependents", "boolean"),
            Parameter.query("propagationPolicy", "string"));
    private static final List<Parameter> LIST = List.of(
            Parameter.query("allowWatchBookmarks", "boolean"),
            Parameter.query("continue", "string"),
            Parameter.query("fieldSelector", "string"),
            Parameter.query("labelSelector", "string"),
            Parameter.query("limit", "integer"),
            Parameter.query("resourceVersion", "string"),
            Parameter.query("resourceVersionMatch", "string"),
            Parameter.query("sendInitialEvents", "boolean"),
            Parameter.query("shardSelector", "string"),
            Parameter.query("timeoutSeconds", "integer"),
            Parameter.query("watch", "boolean"));

    /** Resources whose DELETE answers with the object rather than a Status. */
    private static final Set<String> ANSWER_DELETED = Set.of(
            "pods",
            "podtemplates",
            "resourcequotas",
            "serviceaccounts",
            "services",
            "persistentvolumes",
            "persistentvolumeclaims",
            "storageclasses",
            "csidrivers",
            "csinodes",
            "volumeattachments",
            "deviceclasses",
            "resourceclaims",
            "resourceclaimtemplates",
            "resourceslices");

    private final ResourceDefinition definition;
    private final String object;
    private final String list;
    private final String prefix;
    private final Map<String, List<Operation>> paths = new LinkedHashMap<>();

    private ResourceOperations(ResourceDefinition definition) {
        this.definition = definition;
        GroupVersion groupVersion = definition.groupVersion();
        this.prefix = path(groupVersion);
        if (definition.custom()) {
            object = CustomDefinitions.name(definition.kind());
            list = CustomDefinitions.listName(definition);
        } else {
            object = builtIn(definition.kind());
            list = definition.allows("list") ? builtIn(groupVersion.kind(definition.listKind())) : "";
        }
    }

    /** By path. */
    static Map<String, List<Operation>> of(ResourceDefinition definition) {
        ResourceOperations operations = new ResourceOperations(definition);
        operations.collect();
        return operations.paths;
    }

    static String path(GroupVersion groupVersion) {
        return groupVersion.group().isEmpty()
                ? "/api/" + groupVersion.version()
                : "/apis/" + groupVersion.group() + "/" + groupVersion.version();
    }

    static String builtIn(GroupVersionKind kind) {
        StructType type = TypeTable.get().kind(kind);
        if (type == null) {
            throw new IllegalArgumentException("no built-in kind is " + kind);
        }
        return type.name();
    }

    private void collect() {
        boolean namespaced = definition.namespaced();
        String plural = definition.plural();
        String scope = namespaced ? "/namespaces/{namespace}/" : "/";
        List<Parameter> where = namespaced ? List.of(Parameter.path("namespace")) : List.of();
        collection(prefix + scope + plural, where);
        one(prefix + scope + plural + "/{name}", with(where, Parameter.path("name")));
        if (namespaced && definition.allows("list")) {
            String name = "list" + names() + kind() + "ForAllNamespaces";
            add(prefix + "/" + plural, read("get", name, "list", LIST, list, true));
        }
        for (Subresource subresource : definition.subresources().values()) {
            subresource(prefix + scope + plural + "/{name}/" + subresource.name(), where, subresource);
        }
        if (definition.allows("watch") && !definition.custom()) {
            watches(scope, where);
        }
    }

    private void collection(String path, List<Parameter> where) {
        if (definition.allows("list")) {
            add(path, read("get", "list" + scoped(), "list", with(LIST, where), list, true));
        }
        if (definition.allows("create")) {
            add(path, create("create" + scoped(), definition.kind(), object, with(WRITE, where)));
        }
        if (definition.allows("deletecollection")) {
            List<Parameter> parameters = new ArrayList<>(DELETE);
            LIST.stream()
                    .filter(parameter -> !parameter.name().equals("watch")
                            && !parameter.name().equals("allowWatchBookmarks"))
                    .forEach(parameters::add);
            String name = "delete" + names() + "Collection" + (definition.namespaced() ? "Namespaced" : "") + kind();
            add(path, delete(name, "deletecollection", with(parameters, where), List.of(answer("200", "OK", STATUS))));
        }
    }

    private void one(String path, List<Parameter> where) {
        if (definition.allows("get")) {
            add(path, read("get", "read" + scoped(), "get", where, object, false));
        }
        if (definition.allows("update")) {
            add(path, replace("replace" + scoped(), definition.kind(), object, with(WRITE, where)));
        }
        if (definition.allows("delete")) {
            String answered = ANSWER_DELETED.contains(definition.plural()) && !definition.custom() ? object : STATUS;
            List<Answer> answers = List.of(answer("200", "OK", answered), answer("202", "Accepted", answered));
            add(path, delete("delete" + scoped(), "delete", with(DELETE, where), answers));
        }
        if (definition.allows("patch")) {
            add(path, patch("patch" + scoped(), definition.kind(), object, with(WRITE, where)));
        }
    }

    private void subresource(String path, List<Parameter> where, Subresource subresource) {
        List<Parameter> all = with(where, Parameter.path("name"));
        String suffix = OperationNames.capitalized(subresource.name());
        GroupVersionKind kind = subresource.kind();
        if (kind.kind().endsWith("Options")) {
            connect(path, all, suffix, kind, subresource.verbs());
            return;
        }
        boolean own = kind.equals(definition.kind());
        String content = own ? object : builtIn(kind);
        // The operations of a custom resource all name its own kind, whatever they take and answer.
        GroupVersionKind named = definition.custom() ? definition.kind() : kind;
        if (subresource.verbs().contains("get")) {
            add(path, get(subresource, "read" + scoped() + suffix, named, content, all));
        }
        if (subresource.verbs().contains("update")) {
            add(path, replace("replace" + scoped() + suffix, named, content, with(WRITE, all)));
        }
        if (subresource.verbs().contains("create")) {
            add(path, create("create" + scoped() + suffix, named, content, with(WRITE, all)));
        }
        if (subresource.verbs().contains("patch")) {
            add(path, patch("patch" + scoped() + suffix, named, content, with(WRITE, all)));
        }
    }

    private Operation get(
            Subresource subresource, String name, GroupVersionKind kind, String content, List<Parameter> where) {
        boolean log = subresource.name().equals("log");
        List<String> produces = new ArrayList<>(plain());
        List<Parameter> parameters = new ArrayList<>(where);
        if (log) {
            produces.add("text/plain");
            parameters.addAll(queryOf(kind.groupVersion().kind("PodLogOptions")));
        }
        return new Operation(
                "get",
                name,
                "read " + subresource.name() + " of the specified " + kind(),
                "get",
                kind,
                with(parameters, PRETTY),
                null,
                ok(answer("200", "OK", log ? "string" : content)),
                ANY,
                produces);
    }

    /** Streams: the options of the kind are query parameters, and every method may be used. */
    private void connect(String path, List<Parameter> where, String suffix, GroupVersionKind kind, Set<String> verbs) {
        List<Parameter> parameters = new ArrayList<>(where);
        parameters.addAll(queryOf(kind));
        List<String> methods = new ArrayList<>();
        for (String method : METHODS) {
            boolean proxied = verbs.contains("delete");
            boolean streamed = method.equals("get") || method.equals("post");
            if (proxied || streamed) {
                methods.add(method);
            }
        }
        for (String method : methods) {
            String name = "connect" + names() + OperationNames.capitalized(method) + target() + suffix;
            add(path, connection(method, name, kind, parameters));
            if (verbs.contains("delete")) {
                add(
                        path + "/{path}",
                        connection(method, name + "WithPath", kind, with(parameters, Parameter.path("path"))));
            }
        }
    }

    private Operation connection(String method, String name, GroupVersionKind kind, List<Parameter> parameters) {
        return new Operation(
                method,
                name,
                "connect " + method.toUpperCase(Locale.ROOT) + " requests to " + kind.kind(),
                "connect",
                kind,
                parameters,
                null,
                ok(answer("200", "OK", "string")),
                ANY,
                ANY);
    }

    /** The fields of an options kind that a query can carry. */
    private static List<Parameter> queryOf(GroupVersionKind options) {
        StructType type = TypeTable.get().kind(options);
        if (type == null) {
            return List.of();
        }
        List<Parameter> parameters = new ArrayList<>();
        type.fields().stream()
                .filter(field -> !field.name().equals("kind") && !field.name().equals("apiVersion"))
                .forEach(field -> parameters.add(Parameter.query(field.name(), QueryTypes.of(field.type()))));
        return parameters;
    }

    private void watches(String scope, List<Parameter> where) {
        String plural = definition.plural();
        String watch = prefix + "/watch";
        if (definition.allows("get")) {
            List<Parameter> parameters = with(with(LIST, where), Parameter.path("name"));
            add(watch + scope + plural + "/{name}", watch("watch" + scoped(), "watch", parameters));
        }
        if (definition.allows("list")) {
            add(watch + scope + plural, watch("watch" + scoped() + "List", "watchlist", with(LIST, where)));
            if (definition.namespaced()) {
                String name = "watch" + names() + kind() + "ListForAllNamespaces";
                add(watch + "/" + plural, watch(name, "watchlist", LIST));
            }
        }
    }

    private Operation watch(String name, String action, List<Parameter> parameters) {
        return new Operation(
                "get",
                name,
                "watch changes. deprecated: use the 'watch' parameter with a list operation instead.",
                action,
                definition.kind(),
                with(parameters, PRETTY),
                null,
                ok(answer("200", "OK", WATCH_EVENT)),
                ANY,
                streaming());
    }

    private Operation read(
            String method, String name, String action, List<Parameter> parameters, String content, boolean streams) {
        return new Operation(
                method,
                name,
                action.equals("list") ? "list or watch objects of kind " + kind() : "read the specified " + kind(),
                action,
                definition.kind(),
                with(parameters, PRETTY),
                null,
                ok(answer("200", "OK", content)),
                ANY,
                streams ? streaming() : plain());
    }

    private Operation create(String name, GroupVersionKind kind, String content, List<Parameter> parameters) {
        List<Answer> answers =
                ok(answer("200", "OK", content), answer("201", "Created", content), answer("202", "Accepted", content));
        return write("post", name, "create a " + kind.kind(), "post", kind, content, parameters, answers);
    }

    private Operation replace(String name, GroupVersionKind kind, String content, List<Parameter> parameters) {
        List<Answer> answers = ok(answer("200", "OK", content), answer("201", "Created", content));
        return write("put", name, "replace the specified " + kind.kind(), "put", kind, content, parameters, answers);
    }

    private Operation write(
            String method,
            String name,
            String description,
            String action,
            GroupVersionKind kind,
            String content,
            List<Parameter> parameters,
            List<Answer> answers) {
        return new Operation(
                method,
                name,
                description,
                action,
                kind,
                with(parameters, PRETTY),
                new Body(content, true),
                answers,
                ANY,
                plain());
    }

    private Operation patch(String name, GroupVersionKind kind, String content, List<Parameter> parameters) {
        List<String> consumes = new ArrayList<>();
        consumes.add("application/apply-patch+yaml");
        consumes.add("application/json-patch+json");
        consumes.add("application/merge-patch+json");
        if (!definition.custom()) {
            consumes.add("application/strategic-merge-patch+json");
        }
        return new Operation(
                "patch",
                name,
                "partially update the specified " + kind.kind(),
                "patch",
                kind,
                with(with(parameters, Parameter.query("force", "boolean")), PRETTY),
                new Body(BuiltInDefinitions.PATCH, true),
                ok(answer("200", "OK", content), answer("201", "Created", content)),
                consumes,
                plain());
    }

    private Operation delete(String name, String action, List<Parameter> parameters, List<Answer> answers) {
        return new Operation(
                "delete",
                name,
                action.equals("delete") ? "delete a " + kind() : "delete collection of " + kind(),
                action,
                definition.kind(),
                with(parameters, PRETTY),
                new Body(DELETE_OPTIONS, false),
                ok(answers.toArray(Answer[]::new)),
                ANY,
                plain());
    }

    private List<String> plain() {
        return definition.custom()
                ? List.of("application/json", "application/yaml")
                : List.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf");
    }

    private List<String> streaming() {
        List<String> all = new ArrayList<>(plain());
        all.add("application/json;stream=watch");
        if (!definition.custom()) {
            all.add("application/vnd.kubernetes.protobuf;stream=watch");
        }
        return all;
    }

    private static List<Answer> ok(Answer... answers) {
        List<Answer> all = new ArrayList<>(List.of(answers));
        all.add(answer("401", "Unauthorized", ""));
        return all;
    }

    private static Answer answer(String code, String description, String content) {
        return new Answer(code, description, content);
    }

    private void add(String path, Operation operation) {
        paths.computeIfAbsent(path, _ -> new ArrayList<>()).add(operation);
    }

    private static List<Parameter> with(List<Parameter> some, List<Parameter> more) {
        List<Parameter> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static List<Parameter> with(List<Parameter> some, Parameter more) {
        return with(some, List.of(more));
    }

    private String names() {
        return OperationNames.groupVersion(definition.groupVersion());
    }

    private String kind() {
        return definition.kind().kind();
    }

    private String target() {
        return (definition.namespaced() ? "Namespaced" : "") + kind();
    }

    private String scoped() {
        return names() + target();
    }
}
