package io.davit.registry.crd;

import io.davit.model.GroupVersion;
import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.registry.Target;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Body;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Decoded;
import io.davit.registry.family.Served;
import io.davit.registry.write.Deleter;
import io.davit.registry.write.Deletion;
import io.davit.registry.write.Precondition;
import io.davit.registry.write.WriteOptions;
import io.davit.registry.write.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * The APIServices of custom resources: one for each version of a group that some definition serves, as long as there is one, whether or not
 * its names were accepted.
 *
 * <p>Only those with the label {@value #LABEL}{@code =true} are made what they should be, or deleted. Whoever takes the label away keeps
 * the object as it is.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/">The aggregation layer</a>
 */
final class ApiServices {

    private static final Logger LOG = System.getLogger(ApiServices.class.getName());
    private static final GroupVersionResource API_SERVICES =
            new GroupVersionResource("apiregistration.k8s.io", "v1", "apiservices");
    private static final String LABEL = "kube-aggregator.kubernetes.io/automanaged";
    private static final int GROUP_PRIORITY = 1000;
    private static final int VERSION_PRIORITY = 100;

    /** Who is recorded as their writer. */
    private static final WriteOptions OPTIONS = WriteOptions.system("kube-apiserver");

    private static final Function<ObjectNode, ObjectNode> SPEC = object -> object.withObject("spec");

    private final Served served;
    private final Writer writer;
    private final Deleter deleter;
    private final ChangeSignal changes;

    /** {@code changed} is called when an APIService changes. */
    ApiServices(Catalog catalog, Writer writer, Deleter deleter, Runnable changed) {
        Served found = catalog.find(API_SERVICES);
        if (found == null) {
            throw new IllegalStateException("APIServices are not served");
        }
        this.served = found;
        this.writer = writer;
        this.deleter = deleter;
        this.changes = new ChangeSignal(found.family().cache(), changed);
    }

    /** Makes, corrects and deletes, so that there is one for each of these versions. True when something could not be done. */
    boolean keep(Set<GroupVersion> versions) {
        changes.seen();
        Map<String, GroupVersion> missing = new HashMap<>();
        versions.forEach(version -> missing.put(name(version), version));
        boolean left = false;
        for (CachedObject present :
                served.family().cache().list(served.family().prefix()).objects()) {
            GroupVersion wanted = missing.remove(present.name());
            if ("true".equals(present.labels().get(LABEL))) {
                left |= wanted == null
                        ? isLeft(present.name(), () -> delete(present))
                        : !Json.same(present.read(SPEC), spec(wanted))
                                && isLeft(present.name(), () -> correct(present, wanted));
            }
        }
        for (GroupVersion version : missing.values()) {
            left |= isLeft(name(version), () -> create(version));
        }
        return left;
    }

    void close() {
        changes.close();
    }

    /** A write that lost a race has been answered by a change, which makes another step; what is refused is tried again. */
    private static boolean isLeft(String name, Runnable write) {
        try {
            write.run();
            return false;
        } catch (ApiException e) {
            if (e.reason() == Reason.ALREADY_EXISTS
                    || e.reason() == Reason.NOT_FOUND
                    || e.reason() == Reason.CONFLICT) {
                return false;
            }
            LOG.log(Level.WARNING, "the APIService " + name + " cannot be kept: " + e.getMessage());
            return true;
        }
    }

    private void create(GroupVersion version) {
        ObjectNode object = Json.object()
                .put("apiVersion", API_SERVICES.groupVersion().toString())
                .put("kind", "APIService");
        object.putObject("metadata").put("name", name(version));
        Meta.of(object).label(LABEL, "true");
        object.set("spec", spec(version));
        writer.create(target(name(version)), Body.of(object), OPTIONS);
    }

    private void correct(CachedObject present, GroupVersion version) {
        Precondition same = new Precondition(Meta.of(present.tree()).uid(), "");
        writer.update(
                target(present.name()),
                object -> {
                    object.set("spec", spec(version));
                    return Decoded.clean(object);
                },
                same,
                false,
                OPTIONS);
    }

    private void delete(CachedObject present) {
        Precondition same = new Precondition(Meta.of(present.tree()).uid(), "");
        deleter.delete(target(present.name()), new Deletion(null, null, same), OPTIONS);
    }

    private Target target(String name) {
        return Target.of(served, "", name);
    }

    private static String name(GroupVersion version) {
        return version.version() + "." + version.group();
    }

    private static ObjectNode spec(GroupVersion version) {
        return Json.object()
                .put("group", version.group())
                .put("version", version.version())
                .put("groupPriorityMinimum", GROUP_PRIORITY)
                .put("versionPriority", VERSION_PRIORITY);
    }
}
