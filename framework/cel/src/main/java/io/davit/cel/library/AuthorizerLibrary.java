package io.davit.cel.library;

import dev.cel.common.types.CelType;
import io.davit.cel.Authorizer;
import io.davit.cel.ResourceCheck;
import io.davit.cel.value.Failure;
import io.davit.cel.value.Opaque;
import io.davit.model.name.Names;
import java.util.List;

/**
 * Questions about rights.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-authorizer-library">Kubernetes authorizer library</a>
 */
public final class AuthorizerLibrary {

    private record Asker(Authorizer authorizer) implements Opaque {
        @Override
        public String typeName() {
            return Types.AUTHORIZER.name();
        }
    }

    private record Path(Authorizer authorizer, String path) implements Opaque {
        @Override
        public String typeName() {
            return Types.PATH_CHECK.name();
        }
    }

    private record Group(Authorizer authorizer, String group) implements Opaque {
        @Override
        public String typeName() {
            return Types.GROUP_CHECK.name();
        }
    }

    /** The attributes asked for so far, still without a verb. */
    private record Resource(Authorizer authorizer, Authorizer.Resource attributes) implements Opaque {
        @Override
        public String typeName() {
            return Types.RESOURCE_CHECK.name();
        }
    }

    private record Decision(Authorizer.Decision decision) implements Opaque {
        @Override
        public String typeName() {
            return Types.DECISION.name();
        }
    }

    private AuthorizerLibrary() {}

    /** The value of {@code authorizer}. */
    public static Opaque value(Authorizer authorizer) {
        return new Asker(authorizer);
    }

    /** The value of {@code authorizer.requestResource}. */
    public static Opaque value(ResourceCheck check) {
        return new Resource(
                check.authorizer(),
                new Authorizer.Resource(
                        check.group(),
                        check.resource(),
                        check.subresource(),
                        check.namespace(),
                        check.name(),
                        "",
                        "",
                        ""));
    }

    static List<Function> functions() {
        return List.of(
                Function.named("path")
                        .member(
                                "authorizer_path",
                                Types.PATH_CHECK,
                                List.of(Types.AUTHORIZER, Types.STRING),
                                a -> text(a).isBlank()
                                        ? new Failure("path must not be empty")
                                        : new Path(((Asker) a[0]).authorizer(), text(a)))
                        .build(),
                Function.named("group")
                        .member(
                                "authorizer_group",
                                Types.GROUP_CHECK,
                                List.of(Types.AUTHORIZER, Types.STRING),
                                a -> new Group(((Asker) a[0]).authorizer(), text(a)))
                        .build(),
                Function.named("serviceAccount")
                        .member(
                                "authorizer_serviceaccount",
                                Types.AUTHORIZER,
                                List.of(Types.AUTHORIZER, Types.STRING, Types.STRING),
                                a -> serviceAccount(((Asker) a[0]).authorizer(), text(a), (String) a[2]))
                        .build(),
                Function.named("resource")
                        .member(
                                "groupcheck_resource",
                                Types.RESOURCE_CHECK,
                                List.of(Types.GROUP_CHECK, Types.STRING),
                                a -> text(a).isBlank()
                                        ? new Failure("resource must not be empty")
                                        : new Resource(
                                                ((Group) a[0]).authorizer(),
                                                new Authorizer.Resource(
                                                        ((Group) a[0]).group(), text(a), "", "", "", "", "", "")))
                        .build(),
                refined(
                        "subresource",
                        "resourcecheck_subresource",
                        (r, value) -> new Authorizer.Resource(
                                r.group(),
                                r.resource(),
                                value,
                                r.namespace(),
                                r.name(),
                                r.fieldSelector(),
                                r.labelSelector(),
                                "")),
                refined(
                        "namespace",
                        "resourcecheck_namespace",
                        (r, value) -> new Authorizer.Resource(
                                r.group(),
                                r.resource(),
                                r.subresource(),
                                value,
                                r.name(),
                                r.fieldSelector(),
                                r.labelSelector(),
                                "")),
                refined(
                        "name",
                        "resourcecheck_name",
                        (r, value) -> new Authorizer.Resource(
                                r.group(),
                                r.resource(),
                                r.subresource(),
                                r.namespace(),
                                value,
                                r.fieldSelector(),
                                r.labelSelector(),
                                "")),
                refined(
                        "fieldSelector",
                        "authorizer_fieldselector",
                        (r, value) -> new Authorizer.Resource(
                                r.group(),
                                r.resource(),
                                r.subresource(),
                                r.namespace(),
                                r.name(),
                                value,
                                r.labelSelector(),
                                "")),
                refined(
                        "labelSelector",
                        "authorizer_labelselector",
                        (r, value) -> new Authorizer.Resource(
                                r.group(),
                                r.resource(),
                                r.subresource(),
                                r.namespace(),
                                r.name(),
                                r.fieldSelector(),
                                value,
                                "")),
                Function.named("check")
                        .member("pathcheck_check", Types.DECISION, List.of(Types.PATH_CHECK, Types.STRING), a -> {
                            Path path = (Path) a[0];
                            return new Decision(path.authorizer().authorize(new Authorizer.Path(path.path(), text(a))));
                        })
                        .member(
                                "resourcecheck_check",
                                Types.DECISION,
                                List.of(Types.RESOURCE_CHECK, Types.STRING),
                                a -> {
                                    Resource check = (Resource) a[0];
                                    return new Decision(
                                            check.authorizer().authorize(withVerb(check.attributes(), text(a))));
                                })
                        .build(),
                told("errored", "decision_errored", Types.BOOL, decision -> decision.error() != null),
                told(
                        "error",
                        "decision_error",
                        Types.STRING,
                        decision -> decision.error() == null ? "" : decision.error()),
                told("allowed", "decision_allowed", Types.BOOL, Authorizer.Decision::allowed),
                told("reason", "decision_reason", Types.STRING, Authorizer.Decision::reason));
    }

    private static String text(Object[] arguments) {
        return (String) arguments[1];
    }

    private static Object serviceAccount(Authorizer authorizer, String namespace, String name) {
        if (!Names.dns1123Subdomain(name).isEmpty()) {
            return new Failure("Invalid service account name");
        }
        if (!Names.dns1123Label(namespace).isEmpty()) {
            return new Failure("Invalid service account namespace");
        }
        return new Asker(authorizer.forServiceAccount(namespace, name));
    }

    private static Authorizer.Resource withVerb(Authorizer.Resource r, String verb) {
        return new Authorizer.Resource(
                r.group(),
                r.resource(),
                r.subresource(),
                r.namespace(),
                r.name(),
                r.fieldSelector(),
                r.labelSelector(),
                verb);
    }

    private interface Refinement {
        Authorizer.Resource with(Authorizer.Resource attributes, String value);
    }

    private static Function refined(String name, String id, Refinement refinement) {
        return Function.named(name)
                .member(id, Types.RESOURCE_CHECK, List.of(Types.RESOURCE_CHECK, Types.STRING), a -> {
                    Resource check = (Resource) a[0];
                    return new Resource(check.authorizer(), refinement.with(check.attributes(), text(a)));
                })
                .build();
    }

    private interface Telling {
        Object of(Authorizer.Decision decision);
    }

    private static Function told(String name, String id, CelType type, Telling telling) {
        return Function.named(name)
                .member(id, type, List.of(Types.DECISION), a -> telling.of(((Decision) a[0]).decision()))
                .build();
    }
}
