package io.davit.registry.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.model.error.ApiException;
import io.davit.model.error.Cause;
import io.davit.model.error.Reason;
import io.davit.model.meta.Meta;
import io.davit.registry.LocalRegistry;
import io.davit.registry.Target;
import java.util.Objects;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What every write goes through, seen on kinds with few rules of their own. */
class WriterTest {

    private static final String MODIFIED =
            "the object has been modified; please apply your changes to the latest version and try again";

    private final LocalRegistry registry = new LocalRegistry();
    private final Target map = registry.target("v1/configmaps", "default", "m");
    private final Target deployment = registry.target("apps/v1/deployments", "default", "web");

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aNewObjectGetsItsIdentity() {
        ObjectNode made = registry.create(
                map, "{'metadata':{'name':'m','uid':'mine','creationTimestamp':'1999-01-01T00:00:00Z'}}");

        Meta meta = Meta.of(made);
        assertThat(meta.uid()).hasSize(36).isNotEqualTo("mine");
        assertThat(meta.creationTimestamp()).isEqualTo(LocalRegistry.NOW.toString());
        assertThat(meta.namespace()).isEqualTo("default");
        assertThat(LocalRegistry.revision(made)).isEqualTo(registry.store().revision());
        assertThat(registry.get(map)).isEqualTo(made);
    }

    @Test
    void aNewObjectTellsWhoMadeIt() {
        ObjectNode made = registry.create(map, "{'metadata':{'name':'m'},'data':{'a':'1'}}", registry.options("maker"));

        assertThat(made.at("/metadata/managedFields/0/manager").asString()).isEqualTo("maker");
        assertThat(made.at("/metadata/managedFields/0/fieldsV1/f:data/f:a").isObject())
                .isTrue();
    }

    @Test
    void aTakenNameIsRefused() {
        registry.create(map, "{'metadata':{'name':'m'}}");

        refused(() -> registry.create(map, "{'metadata':{'name':'m'}}"), Reason.ALREADY_EXISTS)
                .hasMessage("configmaps \"m\" already exists");
    }

    @Test
    void aNameThatIsStillOnItsWayOutIsRefusedInOtherWords() {
        registry.create(map, "{'metadata':{'name':'m','finalizers':['example.com/f']}}");
        registry.delete(map);

        refused(() -> registry.create(map, "{'metadata':{'name':'m'}}"), Reason.ALREADY_EXISTS)
                .hasMessage("object is being deleted: configmaps \"m\" already exists");
    }

    @Test
    void aNameIsMadeUpFromItsPrefix() {
        ObjectNode made = registry.create(map.named(""), "{'metadata':{'generateName':'box-'}}");

        assertThat(Meta.of(made).name()).startsWith("box-").hasSize("box-".length() + 5);
        assertThat(Meta.of(made).generateName()).isEqualTo("box-");
    }

    @Test
    void aMadeUpNameThatIsTakenIsMadeUpAnew() {
        Target any = map.named("");
        registry.store().takeNames(2);
        ObjectNode made = registry.create(any, "{'metadata':{'generateName':'box-'}}");

        assertThat(registry.list(any).stream()
                        .map(each -> Meta.of(each).name())
                        .filter(name -> name.startsWith("box-")))
                .hasSize(3)
                .contains(Meta.of(made).name());
    }

    @Test
    void whoFindsNoFreeNameIsToldToTryAgain() {
        registry.store().takeNames(1000);

        assertThatThrownBy(() -> registry.create(map.named(""), "{'metadata':{'generateName':'box-'}}"))
                .hasMessageEndingWith(
                        "already exists, the server was not able to generate a unique name for the object")
                .isInstanceOfSatisfying(ApiException.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Reason.ALREADY_EXISTS);
                    assertThat(refusal.details().retryAfterSeconds()).isEqualTo(1);
                });
    }

    @Test
    void whatIsNewHasNoVersion() {
        refused(() -> registry.create(map, "{'metadata':{'name':'m','resourceVersion':'5'}}"), Reason.BAD_REQUEST)
                .hasMessage("resourceVersion should not be set on objects to be created");
    }

    @Test
    void anotherNamespaceThanThePathsIsRefused() {
        refused(() -> registry.create(map, "{'metadata':{'name':'m','namespace':'other'}}"), Reason.BAD_REQUEST)
                .hasMessage("the namespace of the provided object does not match the namespace sent on the request");
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        assertThatThrownBy(
                        () -> registry.create(map, "{'metadata':{'name':'M_','labels':{'-':'x'}},'data':{'a/b':'1'}}"))
                .isInstanceOfSatisfying(ApiException.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
                    assertThat(refusal.details().causes())
                            .extracting(Cause::field)
                            .contains("metadata.name", "metadata.labels", "data[a/b]");
                });
    }

    @Test
    void aRefusedObjectIsNotStored() {
        long before = registry.store().revision();

        refused(() -> registry.create(map, "{'metadata':{'name':'M_'}}"), Reason.INVALID);
        assertThat(registry.store().revision()).isEqualTo(before);
    }

    @Test
    void aDryRunShowsTheObjectAndStoresNothing() {
        long before = registry.store().revision();
        ObjectNode shown = registry.create(
                map,
                "{'metadata':{'name':'m'},'data':{'a':'1'}}",
                registry.options("").dryRun(true));

        assertThat(shown.at("/data/a").asString()).isEqualTo("1");
        assertThat(Meta.of(shown).uid()).isNotEmpty();
        assertThat(registry.store().revision()).isEqualTo(before);
        assertThat(registry.get(map)).isNull();
    }

    @Test
    void aDryRunKnowsWhatIsTaken() {
        registry.create(map, "{'metadata':{'name':'m'}}");

        refused(
                () -> registry.create(
                        map, "{'metadata':{'name':'m'}}", registry.options("").dryRun(true)),
                Reason.ALREADY_EXISTS);
    }

    @Test
    void aReplacementKeepsTheIdentity() {
        ObjectNode made = registry.create(map, "{'metadata':{'name':'m'},'data':{'a':'1'}}");
        ObjectNode replaced = registry.replace(map, "{'metadata':{'name':'m'},'data':{'b':'2'}}");

        assertThat(replaced.get("data")).isEqualTo(LocalRegistry.parsed("{'b':'2'}"));
        assertThat(Meta.of(replaced).uid()).isEqualTo(Meta.of(made).uid());
        assertThat(Meta.of(replaced).creationTimestamp())
                .isEqualTo(Meta.of(made).creationTimestamp());
        assertThat(LocalRegistry.revision(replaced)).isGreaterThan(LocalRegistry.revision(made));
    }

    @Test
    void aReplacementOfAnOldVersionIsRefused() {
        ObjectNode made = registry.create(map, "{'metadata':{'name':'m'}}");
        registry.patch(map, "{'data':{'a':'1'}}");

        refused(
                        () -> registry.replace(
                                map,
                                "{'metadata':{'name':'m','resourceVersion':'" + LocalRegistry.revision(made) + "'}}"),
                        Reason.CONFLICT)
                .hasMessage("Operation cannot be fulfilled on configmaps \"m\": " + MODIFIED);
    }

    @Test
    void aReplacementOfAnotherObjectOfTheNameIsRefused() {
        registry.create(map, "{'metadata':{'name':'m'}}");

        refused(() -> registry.replace(map, "{'metadata':{'name':'m','uid':'another'}}"), Reason.CONFLICT)
                .hasMessageContaining("UID in precondition: another, UID in object meta: ");
    }

    @Test
    void whatIsNotThereCannotBeReplaced() {
        refused(() -> registry.replace(map, "{'metadata':{'name':'m'}}"), Reason.NOT_FOUND);
    }

    @Test
    void someKindsAreMadeByReplacing() {
        Target lease = registry.target("coordination.k8s.io/v1/leases", "default", "l");

        assertThat(registry.put(lease, "{'metadata':{'name':'l'}}").created()).isTrue();
        assertThat(registry.get(lease)).isNotNull();
    }

    @Test
    void someKindsWantToKnowWhichVersionIsReplaced() {
        Target lease = registry.target("coordination.k8s.io/v1/leases", "default", "l");
        registry.create(lease, "{'metadata':{'name':'l'}}");

        refused(() -> registry.replace(lease, "{'metadata':{'name':'l'}}"), Reason.INVALID)
                .hasMessageContaining("metadata.resourceVersion: Invalid value: 0: must be specified for an update");
    }

    @Test
    void whatChangesNothingIsNotWritten() {
        ObjectNode made = registry.create(map, "{'metadata':{'name':'m'},'data':{'a':'1'}}");
        long before = registry.store().revision();

        assertThat(registry.patch(map, "{'data':{'a':'1'}}")).isEqualTo(made);
        assertThat(registry.replace(map, "{'metadata':{'name':'m'},'data':{'a':'1'}}"))
                .isEqualTo(made);
        assertThat(registry.store().revision()).isEqualTo(before);
    }

    @Test
    void aPatchThatLostARaceIsAppliedToWhatIsThereNow() {
        registry.create(map, "{'metadata':{'name':'m'}}");
        registry.store().beforeNextWrite(() -> registry.patch(map, "{'data':{'theirs':'1'}}"));

        ObjectNode patched = registry.patch(map, "{'data':{'ours':'1'}}");
        assertThat(patched.get("data")).isEqualTo(LocalRegistry.parsed("{'theirs':'1','ours':'1'}"));
    }

    @Test
    void aReplacementThatLostARaceIsRefusedIfItNamedItsVersion() {
        ObjectNode made = registry.create(map, "{'metadata':{'name':'m'}}");
        registry.store().beforeNextWrite(() -> registry.patch(map, "{'data':{'theirs':'1'}}"));

        String version = "'resourceVersion':'" + LocalRegistry.revision(made) + "'";
        refused(
                () -> registry.replace(map, "{'metadata':{'name':'m'," + version + "},'data':{'ours':'1'}}"),
                Reason.CONFLICT);
    }

    @Test
    void aReplacementThatNamedNoVersionWinsTheNextRace() {
        registry.create(map, "{'metadata':{'name':'m'}}");
        registry.store().beforeNextWrite(() -> registry.patch(map, "{'data':{'theirs':'1'}}"));

        ObjectNode replaced = registry.replace(map, "{'metadata':{'name':'m'},'data':{'ours':'1'}}");
        assertThat(replaced.get("data")).isEqualTo(LocalRegistry.parsed("{'ours':'1'}"));
    }

    @Test
    void anObjectThatGoesDuringAPatchIsNotFound() {
        registry.create(map, "{'metadata':{'name':'m'}}");
        registry.store().beforeNextWrite(() -> registry.delete(map));

        refused(() -> registry.patch(map, "{'data':{'a':'1'}}"), Reason.NOT_FOUND);
    }

    @Test
    void whoLosesEveryRaceIsToldToTryAgain() {
        registry.create(map, "{'metadata':{'name':'m'}}");
        int[] writes = new int[1];
        registry.store().beforeEachWrite(() -> registry.patch(map, "{'data':{'theirs':'" + writes[0]++ + "'}}"));

        refused(() -> registry.patch(map, "{'data':{'ours':'1'}}"), Reason.CONFLICT)
                .hasMessageEndingWith(MODIFIED);
        assertThat(writes[0]).isGreaterThan(1);
    }

    @Test
    void anUnmetPreconditionIsAConflict() {
        ObjectNode made = registry.create(map, "{'metadata':{'name':'m'}}");

        refused(
                        () -> registry.patch(
                                map, "{'data':{'a':'1'}}", new Precondition("other", ""), registry.options("")),
                        Reason.CONFLICT)
                .hasMessageContaining("the UID in the precondition (other) does not match the UID in record ("
                        + Meta.of(made).uid() + "). The object might have been deleted and then recreated");
        refused(
                        () -> registry.patch(
                                map, "{'data':{'a':'1'}}", new Precondition("", "7"), registry.options("")),
                        Reason.CONFLICT)
                .hasMessageContaining("The object might have been modified");
        Precondition met = new Precondition(Meta.of(made).uid(), Meta.of(made).resourceVersion());
        assertThat(registry.patch(map, "{'data':{'a':'1'}}", met, registry.options(""))
                        .at("/data/a")
                        .asString())
                .isEqualTo("1");
    }

    @Test
    void theGenerationCountsChangesOfTheSpec() {
        registry.create(deployment, deployment(1, "i"));
        assertThat(generation()).isEqualTo(1);
        registry.patch(deployment, "{'metadata':{'labels':{'a':'b'}}}");
        assertThat(generation()).isEqualTo(1);
        registry.patch(deployment, "{'spec':{'replicas':2}}");
        assertThat(generation()).isEqualTo(2);
    }

    @Test
    void theStatusIsNotWrittenBesideTheSpec() {
        registry.create(deployment, deployment(1, "i"));
        ObjectNode patched = registry.patch(deployment, "{'status':{'replicas':7},'spec':{'replicas':2}}");
        assertThat(patched.at("/status/replicas").isMissingNode()).isTrue();

        Target status = new Target(deployment.served(), "default", "web", "status");
        ObjectNode written = registry.patch(status, "{'status':{'replicas':7},'spec':{'replicas':9}}");
        assertThat(written.at("/status/replicas").asInt()).isEqualTo(7);
        assertThat(written.at("/spec/replicas").asInt()).isEqualTo(2);
    }

    @Test
    void losingTheLastFinalizerLetsGoOfWhatIsBeingDeleted() {
        registry.create(map, "{'metadata':{'name':'m','finalizers':['example.com/a','example.com/b']}}");
        registry.delete(map);
        registry.patch(map, "{'metadata':{'finalizers':['example.com/b']}}");
        assertThat(registry.get(map)).isNotNull();

        registry.patch(map, "{'metadata':{'finalizers':null}}");
        assertThat(registry.get(map)).isNull();
    }

    @Test
    void whatIsBeingDeletedGetsNoNewFinalizers() {
        registry.create(map, "{'metadata':{'name':'m','finalizers':['example.com/a']}}");
        registry.delete(map);

        refused(
                        () -> registry.patch(map, "{'metadata':{'finalizers':['example.com/a','example.com/b']}}"),
                        Reason.INVALID)
                .hasMessageContaining("no new finalizers can be added if the object is being deleted");
    }

    @Test
    void aPatchOfTheVersionIsACondition() {
        registry.create(map, "{'metadata':{'name':'m'}}");

        refused(() -> registry.patch(map, "{'metadata':{'resourceVersion':'1'},'data':{'a':'1'}}"), Reason.CONFLICT);
    }

    @Test
    void unknownFieldsAreWarnedOfOnceHoweverOftenAPatchIsTried() {
        registry.create(map, "{'metadata':{'name':'m'}}");
        registry.store().beforeNextWrite(() -> registry.patch(map, "{'data':{'theirs':'1'}}"));
        registry.patch(map, "{'data':{'ours':'1'},'bogus':1}");

        assertThat(registry.warnings()).containsExactly("unknown field \"bogus\"");
    }

    private long generation() {
        return Meta.of(Objects.requireNonNull(registry.get(deployment))).generation();
    }

    private static String deployment(int replicas, String image) {
        return "{'metadata':{'name':'web'},'spec':{'replicas':" + replicas + ",'selector':{'matchLabels':{'a':'b'}},"
                + "'template':{'metadata':{'labels':{'a':'b'}},'spec':{'containers':[{'name':'c','image':'" + image
                + "'}]}}}}";
    }

    private static AbstractThrowableAssert<?, ?> refused(ThrowingCallable write, Reason reason) {
        return assertThatThrownBy(write)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
