package io.davit.kinds.openapi;

import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.Subresource;
import io.davit.kinds.openapi.Operation.Answer;
import io.davit.kinds.openapi.Operation.Body;
import io.davit.kinds.openapi.Operation.Parameter;
import io.davit.kinds.type.Descriptions;
import io.davit.kinds.type.Field;
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
import java.util.function.Predicate;

/** The paths of one resource with their operations, as its verbs and subresources tell. */
final class ResourceOperations {

    private static final String STATUS = BuiltInDefinitions.META + "Status";
    private static final String DELETE_OPTIONS = BuiltInDefinitions.META + "DeleteOptions";
    private static final String WATCH_EVENT = BuiltInDefinitions.META + "WatchEvent";

    private static final List<String> ANY = List.of("*/*");
    private static final List<String> JSON_OR_YAML = List.of("application/json", "application/yaml");
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "options", "head", "patch");

    private static final Parameter PRETTY = Parameter.query("pretty", "string", Texts.PRETTY);
    private static final List<Parameter> WRITE = options("CreateOptions", "dryRun", "fieldManager", "fieldValidation");
    private static final List<Parameter> PATCH =
            options("PatchOptions", "dryRun", "fieldManager", "fieldValidation", "force");
    private static final List<Parameter> DELETE = options(
            "DeleteOptions",
            "dryRun",
            "gracePeriodSeconds",
            "ignoreStoreReadErrorWithClusterBreakingPotential",
            "orphanDependents",
            "propagationPolicy");
    private static final List<Parameter> LIST = options(
            "ListOptions",
            "allowWatchBookmarks",
            "continue",
            "fieldSelector",
            "labelSelector",
            "limit",
            "resourceVersion",
            "resourceVersionMatch",
            "sendInitialEvents",
            "shardSelector",
            "timeoutSeconds",
            "watch");

    private static final List<Parameter> DELETE_SOME = with(
            DELETE,
            LIST.stream()
                    .filter(parameter -> !Set.of("watch", "allowWatchBookmarks").contains(parameter.name()))
                    .toList());
    private static final List<Parameter> READ_CUSTOM = options("ListOptions", "resourceVersion");

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
            "volumeattributesclasses",
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
        List<Parameter> where = namespaced ? List.of(Parameter.path("namespace", Texts.NAMESPACE)) : List.of();
        collection(prefix + scope + plural, where);
        one(prefix + scope + plural + "/{name}", with(where, named(definition.kind())));
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
            add(path, create("create" + scoped(), "", definition.kind(), object, with(WRITE, where)));
        }
        if (definition.allows("deletecollection")) {
            String name = "delete" + names() + "Collection" + (definition.namespaced() ? "Namespaced" : "") + kind();
            // Those of a custom resource are told to take what a list takes.
            List<Parameter> parameters = with(definition.custom() ? LIST : DELETE_SOME, where);
            add(path, delete(name, "deletecollection", parameters, List.of(answer("200", "OK", STATUS))));
        }
    }

    private void one(String path, List<Parameter> where) {
        if (definition.allows("get")) {
            add(path, read("get", "read" + scoped(), "get", read(where), object, false));
        }
        if (definition.allows("update")) {
            add(path, replace("replace" + scoped(), "", definition.kind(), object, with(WRITE, where)));
        }
        if (definition.allows("delete")) {
            String answered = ANSWER_DELETED.contains(definition.plural()) && !definition.custom() ? object : STATUS;
            List<Answer> answers = List.of(answer("200", "OK", answered), answer("202", "Accepted", answered));
            add(path, delete("delete" + scoped(), "delete", with(DELETE, where), answers));
        }
        if (definition.allows("patch")) {
            add(path, patch("patch" + scoped(), "", definition.kind(), object, where));
        }
    }

    private void subresource(String path, List<Parameter> where, Subresource subresource) {
        String name = subresource.name();
        String suffix = OperationNames.capitalized(name);
        GroupVersionKind kind = subresource.kind();
        if (kind.kind().endsWith("Options")) {
            connect(path, with(where, named(kind)), subresource);
            return;
        }
        boolean own = kind.equals(definition.kind());
        String content = own ? object : builtIn(kind);
        // The operations of a custom resource all name its own kind, whatever they take and answer.
        GroupVersionKind named = definition.custom() ? definition.kind() : kind;
        List<Parameter> all = with(where, named(named));
        if (subresource.verbs().contains("get")) {
            add(path, get(subresource, "read" + scoped() + suffix, named, content, all));
        }
        if (subresource.verbs().contains("update")) {
            add(path, replace("replace" + scoped() + suffix, name, named, content, with(WRITE, all)));
        }
        if (subresource.verbs().contains("create")) {
            add(path, create("create" + scoped() + suffix, name, named, content, with(WRITE, all)));
        }
        if (subresource.verbs().contains("patch")) {
            add(path, patch("patch" + scoped() + suffix, name, named, content, all));
        }
    }

    private Operation get(
            Subresource subresource, String name, GroupVersionKind kind, String content, List<Parameter> where) {
        boolean log = subresource.name().equals("log");
        List<String> produces = new ArrayList<>(plain());
        List<Parameter> parameters = new ArrayList<>(read(where));
        if (log) {
            produces.addFirst("text/plain");
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
                consumed(),
                produces);
    }

    /** Streams: the options of the kind are query parameters, and every method may be used. */
    private void connect(String path, List<Parameter> where, Subresource subresource) {
        GroupVersionKind kind = subresource.kind();
        Set<String> verbs = subresource.verbs();
        String suffix = OperationNames.capitalized(subresource.name());
        String to = subresource.name() + " of " + kind();
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
            add(path, connection(method, name, to, kind, parameters));
            if (verbs.contains("delete")) {
                List<Parameter> further = with(parameters, Parameter.path("path", Texts.PATH));
                add(path + "/{path}", connection(method, name + "WithPath", to, kind, further));
            }
        }
    }

    private Operation connection(
            String method, String name, String to, GroupVersionKind kind, List<Parameter> parameters) {
        return new Operation(
                method,
                name,
                "connect " + method.toUpperCase(Locale.ROOT) + " requests to " + to,
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
        return queryOf(type, field -> !field.equals("kind") && !field.equals("apiVersion"));
    }

    /** Some fields of the options that every kind takes. */
    private static List<Parameter> options(String kind, String... fields) {
        return queryOf(TypeTable.get().meta(kind), List.of(fields)::contains);
    }

    private static List<Parameter> queryOf(StructType type, Predicate<String> wanted) {
        Descriptions.Description texts = Descriptions.get().of(type.name());
        List<Parameter> parameters = new ArrayList<>();
        for (Field field : type.fields()) {
            if (wanted.test(field.name())) {
                QueryTypes.of(field.type())
                        .ifPresent(is -> parameters.add(Parameter.query(field.name(), is, texts.field(field.name()))));
            }
        }
        return parameters;
    }

    private List<Parameter> read(List<Parameter> where) {
        return definition.custom() ? with(READ_CUSTOM, where) : where;
    }

    private static Parameter named(GroupVersionKind kind) {
        return Parameter.path("name", "name of the " + kind.kind());
    }

    private void watches(String scope, List<Parameter> where) {
        String plural = definition.plural();
        String watch = prefix + "/watch";
        if (definition.allows("get")) {
            List<Parameter> parameters = with(with(LIST, where), named(definition.kind()));
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
                action.equals("watchlist")
                        ? "watch individual changes to a list of " + kind()
                                + ". deprecated: use the 'watch' parameter with a list operation instead."
                        : "watch changes to an object of kind " + kind()
                                + ". deprecated: use the 'watch' parameter with a list operation instead,"
                                + " filtered to a single item with the 'fieldSelector' parameter.",
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
                action.equals("list")
                        ? (definition.allows("watch") && !definition.custom() ? "list or watch" : "list")
                                + " objects of kind " + kind()
                        : "read the specified " + kind(),
                action,
                definition.kind(),
                with(parameters, PRETTY),
                null,
                ok(answer("200", "OK", content)),
                consumed(),
                streams ? streaming() : plain());
    }

    /** {@code subresource}: its name; empty for the object itself. */
    private Operation create(
            String name, String subresource, GroupVersionKind kind, String content, List<Parameter> parameters) {
        List<Answer> answers =
                ok(answer("200", "OK", content), answer("201", "Created", content), answer("202", "Accepted", content));
        String description = subresource.isEmpty()
                ? "create " + OperationNames.withArticle(kind.kind())
                : "create " + subresource + " of " + OperationNames.withArticle(kind());
        return write("post", name, description, "post", kind, content, parameters, answers);
    }

    private Operation replace(
            String name, String subresource, GroupVersionKind kind, String content, List<Parameter> parameters) {
        List<Answer> answers = ok(answer("200", "OK", content), answer("201", "Created", content));
        return write("put", name, "replace " + specified(subresource), "put", kind, content, parameters, answers);
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
                consumed(),
                plain());
    }

    private Operation patch(
            String name, String subresource, GroupVersionKind kind, String content, List<Parameter> where) {
        List<String> consumes = new ArrayList<>();
        consumes.add("application/json-patch+json");
        consumes.add("application/merge-patch+json");
        if (!definition.custom()) {
            consumes.add("application/strategic-merge-patch+json");
        }
        consumes.add("application/apply-patch+yaml");
        return new Operation(
                "patch",
                name,
                "partially update " + specified(subresource),
                "patch",
                kind,
                with(with(PATCH, where), PRETTY),
                new Body(BuiltInDefinitions.PATCH, true),
                definition.custom()
                        ? ok(answer("200", "OK", content))
                        : ok(answer("200", "OK", content), answer("201", "Created", content)),
                consumes,
                plain());
    }

    private Operation delete(String name, String action, List<Parameter> parameters, List<Answer> answers) {
        return new Operation(
                "delete",
                name,
                action.equals("delete")
                        ? "delete " + OperationNames.withArticle(kind())
                        : "delete collection of " + kind(),
                action,
                definition.kind(),
                with(parameters, PRETTY),
                action.equals("deletecollection") && definition.custom() ? null : new Body(DELETE_OPTIONS, false),
                ok(answers.toArray(Answer[]::new)),
                consumed(),
                plain());
    }

    private List<String> plain() {
        return definition.custom()
                ? JSON_OR_YAML
                : List.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf");
    }

    private List<String> streaming() {
        return definition.custom()
                ? JSON_OR_YAML
                : List.of(
                        "application/json",
                        "application/yaml",
                        "application/vnd.kubernetes.protobuf",
                        "application/json;stream=watch",
                        "application/vnd.kubernetes.protobuf;stream=watch");
    }

    /** What a body is told to be; only paths of custom resources tell. */
    private List<String> consumed() {
        return definition.custom() ? JSON_OR_YAML : ANY;
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

    private String specified(String subresource) {
        return (subresource.isEmpty() ? "" : subresource + " of ") + "the specified " + kind();
    }

    private String target() {
        return (definition.namespaced() ? "Namespaced" : "") + kind();
    }

    private String scoped() {
        return names() + target();
    }
}
