package io.davit.registry.write;

import io.davit.model.error.ApiException;
import io.davit.model.meta.Meta;
import io.davit.patch.managed.ManagedFields;
import io.davit.patch.managed.Manager;
import io.davit.patch.managed.Versions;
import io.davit.registry.Target;
import io.davit.registry.family.Decoded;
import io.davit.registry.family.Shape;
import tools.jackson.databind.node.ObjectNode;

/**
 * Server-side apply: the present object becomes what the applied configuration says, with its managers brought up to date. A main
 * resource that is not there yet is created.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">Server-side apply</a>
 */
final class Apply implements Change {

    private final Target target;
    private final AppliedBody body;
    private final boolean force;
    private final WriteOptions options;
    private final Versions versions;
    private final String now;
    private boolean reported;

    Apply(Target target, AppliedBody body, boolean force, WriteOptions options, Versions versions, String now) {
        this.target = target;
        this.body = body;
        this.force = force;
        this.options = options;
        this.versions = versions;
        this.now = now;
    }

    @Override
    public boolean creates() {
        return target.subresource().isEmpty();
    }

    @Override
    public Decoded apply(ObjectNode present) {
        Shape shape = target.served().shape();
        var kind = target.served().definition().kind();
        body.requireKind(kind);
        Manager applier = Manager.applier(options.fieldManager(), kind.apiVersion(), target.subresource());
        ObjectNode merged = ManagedFields.apply(present, body.object(), shape.empty(), versions, applier, force, now);
        if (!reported) {
            reported = true;
            body.report(options);
        }
        ObjectNode object = shape.decodeApplied(merged).object();
        requireSameObject(present, object);
        return Decoded.clean(object);
    }

    private void requireSameObject(ObjectNode present, ObjectNode object) {
        Meta meta = Meta.of(object);
        if (Meta.of(present).uid().isEmpty() && !meta.uid().isEmpty()) {
            throw ApiException.conflict(
                    target.groupResource(),
                    target.name(),
                    "uid mismatch: the provided object specified uid " + meta.uid()
                            + ", and no existing object was found");
        }
        Changes.checkName(target, object);
    }
}
