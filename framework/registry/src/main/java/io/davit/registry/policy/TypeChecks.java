package io.davit.registry.policy;

import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.admission.PolicyTypeCheck;
import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.registry.Target;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.cache.ObjectCache;
import io.davit.registry.cache.Watcher;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Family;
import io.davit.registry.family.Served;
import io.davit.registry.pace.Pacer;
import io.davit.registry.write.AppliedBody;
import io.davit.registry.write.WriteOptions;
import io.davit.registry.write.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes into the status of validating policies what the types of the objects that they are for make of their expressions.
 *
 * <p>It follows the policies' own watch, one step at a time on one thread. A policy is checked once for each generation, when it has been
 * left alone for some seconds: who is still writing it, often with the resourceVersion of the last answer, is not crossed. That what its
 * rules name may come to be served later does not count. The outcome is applied to the very state that was checked: who is late, as one
 * of several servers on one store may be, loses to who was first, and has nothing left to say. Nothing is compiled as long as every policy
 * has been checked.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#type-checking">Type checking</a>
 */
public final class TypeChecks implements AutoCloseable {

    private static final Logger LOG = System.getLogger(TypeChecks.class.getName());
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** How long nobody else must have written a policy. */
    static final Duration REST = Duration.ofSeconds(3);

    /** Who applies the status. */
    private static final String MANAGER = "validatingadmissionpolicy-status";

    private final Catalog catalog;
    private final Writer writer;
    private final InstantSource clock;
    private final Served policies;
    private final Pacer pacer = new Pacer("policy-types", this::step, SHORTEST_WAIT, LONGEST_WAIT);
    private volatile @Nullable Watcher watcher;

    /** The policies that are yet to be checked, and since when they have been as they are; for the one thread that makes steps. */
    private Map<String, Unchecked> unchecked = Map.of();

    public TypeChecks(Catalog catalog, Writer writer, InstantSource clock) {
        this.catalog = catalog;
        this.writer = writer;
        this.clock = clock;
        this.policies = Exempt.served(catalog, "validatingadmissionpolicies");
    }

    /** Checks what has not been checked, and follows what changes. */
    public void start() {
        pacer.wake();
    }

    @Override
    public void close() {
        pacer.close();
        Watcher open = watcher;
        if (open != null) {
            open.close();
        }
    }

    private boolean step() {
        follow();
        return checkAll();
    }

    /** True when something is left to be checked. */
    boolean checkAll() {
        Family family = policies.family();
        Instant now = clock.instant();
        Map<String, Unchecked> left = new HashMap<>();
        for (CachedObject state : family.cache().list(family.prefix()).objects()) {
            Unchecked before = unchecked.get(state.name());
            boolean same = before != null && before.revision == state.revision();
            Instant since = before != null && same ? before.since : now;
            boolean rested = !now.isBefore(since.plus(REST));
            if (!isChecked(state) && !(rested && check(state))) {
                left.put(state.name(), new Unchecked(state.revision(), since));
            }
        }
        unchecked = left;
        return !left.isEmpty();
    }

    /** Only that something changed counts: each step looks at all policies. A watch that fell behind is begun anew. */
    private void follow() {
        Watcher open = watcher;
        if (open == null || open.isOver()) {
            ObjectCache cache = policies.family().cache();
            watcher = cache.watch(cache.revision(), pacer::wake);
            return;
        }
        while (open.next() != null) {
            // read and forgotten
        }
    }

    /** What fails for one policy holds up no other; false when it is to be tried again. */
    private boolean check(CachedObject state) {
        try {
            write(state.name(), checked(state.tree()));
            return true;
        } catch (ApiException e) {
            // another write came first: that of a newer generation, which causes a step of its own, or one that said
            // the same
            if (e.reason() == Reason.CONFLICT || e.reason() == Reason.NOT_FOUND) {
                return true;
            }
            failed(state, e);
        } catch (RuntimeException e) {
            failed(state, e);
        }
        return false;
    }

    private static void failed(CachedObject state, RuntimeException failure) {
        LOG.log(
                Level.WARNING,
                "checking the types of policy " + state.name() + " failed and will be tried again",
                failure);
    }

    private static boolean isChecked(CachedObject state) {
        ObjectNode policy = state.tree();
        return Meta.of(policy).generation()
                <= policy.path("status").path("observedGeneration").asLong(0);
    }

    private ObjectNode checked(ObjectNode policy) {
        JsonNode spec = policy.path("spec");
        List<ResourceDefinition> objects = KindsToCheck.of(spec.path("matchConstraints"), catalog);
        ParamKind paramKind = ParamKind.of(spec.path("paramKind"));
        Served params = paramKind == null ? null : catalog.find(paramKind.kind());
        PolicyTypeCheck check = new PolicyTypeCheck(spec, objects, params == null ? null : params.definition());

        ObjectNode applied = Json.object();
        applied.put("apiVersion", policies.definition().groupVersion().toString());
        applied.put("kind", policies.definition().kind().kind());
        Meta meta = Meta.of(policy);
        applied.putObject("metadata").put("name", meta.name()).put("resourceVersion", meta.resourceVersion());
        ObjectNode status = applied.putObject("status").put("observedGeneration", meta.generation());
        ObjectNode checking = status.putObject("typeChecking");
        List<PolicyTypeCheck.Warning> warnings = check.warnings();
        if (!warnings.isEmpty()) {
            ArrayNode list = checking.putArray("expressionWarnings");
            warnings.forEach(
                    each -> list.addObject().put("fieldRef", each.fieldRef()).put("warning", each.warning()));
        }
        return applied;
    }

    private void write(String name, ObjectNode applied) {
        writer.apply(
                new Target(policies, "", name, "status"),
                new AppliedBody(applied, List.of()),
                true,
                WriteOptions.system(MANAGER));
    }

    private record Unchecked(long revision, Instant since) {}
}
