package io.davit.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.GroupVersionResource;
import io.davit.model.error.Cause;
import io.davit.model.error.FieldErrors;
import io.davit.model.json.Json;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What the kinds that are neither pods nor made of pods do to objects, one example per kind of rule. */
class KindRulesTest {

    private static final BuiltInKinds KINDS = BuiltInKinds.load();

    @Test
    void namespaceHoldsItsContentUntilFinalized() {
        Strategy namespaces = strategy("", "v1", "namespaces");
        ObjectNode created = created(namespaces, "{'metadata':{'name':'a'}}");
        assertThat(created)
                .isEqualTo(
                        object(
                                "{'metadata':{'name':'a','labels':{'kubernetes.io/metadata.name':'a'}},'status':{'phase':'Active'},'spec':{'finalizers':['kubernetes']}}"));
        assertThat(namespaces.finishesByUpdate(created)).isFalse();

        Strategy finalize = Objects.requireNonNull(namespaces.subresource("finalize"));
        ObjectNode emptied = object("{'metadata':{'name':'a'},'spec':{'finalizers':[]}}");
        finalize.prepareForUpdate(emptied, created);
        assertThat(finalize.finishesByUpdate(emptied)).isTrue();
        assertThat(emptied.get("status")).isEqualTo(created.get("status"));
    }

    @Test
    void namespacePhaseFollowsItsDeletion() {
        Strategy status =
                Objects.requireNonNull(strategy("", "v1", "namespaces").subresource("status"));
        ObjectNode terminating = object("{'metadata':{'name':'a'},'status':{'phase':'Terminating'}}");
        assertThat(wrongWithUpdate(status, terminating, object("{'metadata':{'name':'a'}}")))
                .containsExactly(
                        "status.Phase: Invalid value: \"Terminating\": may only be 'Active' if `deletionTimestamp` is empty");
    }

    @Test
    void autoscalerPassesThroughTheOldVersionUnchanged() {
        ObjectNode stored = object("""
                {'apiVersion':'autoscaling/v2','kind':'HorizontalPodAutoscaler','metadata':{'name':'a','annotations':{'mine':'kept'}},
                 'spec':{'maxReplicas':3,'metrics':[
                   {'type':'Pods','pods':{'metric':{'name':'rps'},'target':{'type':'AverageValue','averageValue':'100m'}}},
                   {'type':'Resource','resource':{'name':'cpu','target':{'type':'Utilization','averageUtilization':42}}}],
                  'behavior':{'scaleDown':{'stabilizationWindowSeconds':60,'selectPolicy':'Max','policies':[
                   {'type':'Percent','value':100,'periodSeconds':15}]}}},
                 'status':{'desiredReplicas':1,'currentMetrics':[
                   {'type':'Resource','resource':{'name':'cpu','current':{'averageUtilization':90,'averageValue':'450m'}}}]}}
                """);
        Converter converter = BuiltInConverters.of(definition("autoscaling", "v1", "horizontalpodautoscalers"));
        ObjectNode served = converter.toServed(stored.deepCopy());
        assertThat(served.path("spec").path("targetCPUUtilizationPercentage").intValue())
                .isEqualTo(42);
        assertThat(served.path("status").path("currentCPUUtilizationPercentage").intValue())
                .isEqualTo(90);
        assertThat(converter.toStored(served)).isEqualTo(stored);
    }

    @Test
    void eventsHaveOtherNamesInTheirNewerGroup() {
        ObjectNode stored = object(
                "{'apiVersion':'v1','kind':'Event','involvedObject':{'name':'a'},'message':'m','count':2,'reportingComponent':''}");
        Converter converter = BuiltInConverters.of(definition("events.k8s.io", "v1", "events"));
        assertThat(converter.toServed(stored.deepCopy()))
                .isEqualTo(
                        object(
                                "{'apiVersion':'events.k8s.io/v1','kind':'Event','regarding':{'name':'a'},'note':'m','deprecatedCount':2}"));
    }

    @Test
    void onlyNewEventsMustBeComplete() {
        ObjectNode loose = object("{'metadata':{'name':'a','namespace':'n'},'involvedObject':{'namespace':'n'}}");
        assertThat(wrongWith(strategy("", "v1", "events"), loose)).isEmpty();
        assertThat(wrongWith(strategy("events.k8s.io", "v1", "events"), loose))
                .containsExactly("eventTime: Required value", "type: Invalid value: \"\": has invalid value: ");
    }

    @Test
    void limitRangeFillsWhatFollows() {
        Strategy ranges = strategy("", "v1", "limitranges");
        ObjectNode range =
                object("{'spec':{'limits':[{'type':'Container','max':{'cpu':'1'},'min':{'memory':'1Mi'}}]}}");
        ranges.defaults(range);
        assertThat(range.path("spec").path("limits").path(0).path("default")).isEqualTo(object("{'cpu':'1'}"));
        assertThat(range.path("spec").path("limits").path(0).path("defaultRequest"))
                .isEqualTo(object("{'cpu':'1','memory':'1Mi'}"));
    }

    @Test
    void quotaScopeMustSaySomethingAboutItsResources() {
        assertThat(wrongWith(
                        strategy("", "v1", "resourcequotas"),
                        object("{'spec':{'hard':{'pods':'1','services':'1'},'scopes':['BestEffort']}}")))
                .containsExactly("spec.scopes: Invalid value: [\"BestEffort\"]: unsupported scope applied to resource");
    }

    @Test
    void nodeTaintsAreUniqueByKeyAndEffect() {
        assertThat(
                        wrongWith(
                                strategy("", "v1", "nodes"),
                                object(
                                        "{'spec':{'taints':[{'key':'a','effect':'NoSchedule'},{'key':'a','effect':'NoSchedule','value':'x'}]}}")))
                .containsExactly(
                        "metadata.taints[1]: Duplicate value: {\"Key\":\"a\",\"Value\":\"x\",\"Effect\":\"NoSchedule\",\"TimeAdded\":null}:"
                                + " taints must be unique by key and effect pair");
    }

    @Test
    void storageClassStaysAsItIs() {
        Strategy classes = strategy("storage.k8s.io", "v1", "storageclasses");
        assertThat(wrongWithUpdate(
                        classes,
                        object("{'provisioner':'b','volumeBindingMode':'Immediate'}"),
                        object("{'provisioner':'a','volumeBindingMode':'Immediate'}")))
                .containsExactly("provisioner: Invalid value: \"b\": field is immutable");
        assertThat(classes.answersWithDeleted()).isTrue();
    }

    @Test
    void budgetTakesOneOfItsLimits() {
        assertThat(wrongWith(
                        strategy("policy", "v1", "poddisruptionbudgets"),
                        object("{'spec':{'minAvailable':1,'maxUnavailable':'200%'}}")))
                .containsExactly(
                        "spec: Invalid value: {\"MinAvailable\":1,\"Selector\":null,\"MaxUnavailable\":\"200%\",\"UnhealthyPodEvictionPolicy\":null}:"
                                + " minAvailable and maxUnavailable cannot be both set",
                        "spec.maxUnavailable: Invalid value: \"200%\": must not be greater than 100%");
    }

    @Test
    void highestPrioritiesAreKeptForTheSystem() {
        assertThat(wrongWith(
                        strategy("scheduling.k8s.io", "v1", "priorityclasses"),
                        object("{'metadata':{'name':'mine'},'value':1000000001}")))
                .containsExactly("value: Forbidden: maximum allowed value of a user defined priority is 1000000000");
    }

    @Test
    void webhookIsCalledByHttpsOnly() {
        Strategy hooks = strategy("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations");
        ObjectNode configuration = object(
                "{'webhooks':[{'name':'a.example.com','sideEffects':'None','admissionReviewVersions':['v1'],'clientConfig':{'url':'http://x/y?z'}}]}");
        hooks.defaults(configuration);
        assertThat(wrongWith(hooks, configuration))
                .containsExactly(
                        "webhooks[0].clientConfig.url: Invalid value: \"http\": 'https' is the only allowed URL scheme; desired format:"
                                + " https://host[/path]",
                        "webhooks[0].clientConfig.url: Invalid value: \"z\": query parameters are not permitted in the URL");
    }

    @Test
    void policyBindingActsOnceWithoutContradiction() {
        assertThat(wrongWith(
                        strategy("admissionregistration.k8s.io", "v1", "validatingadmissionpolicybindings"),
                        object("{'spec':{'policyName':'p','validationActions':['Warn','Warn']}}")))
                .containsExactly("spec.validationActions[1]: Duplicate value: \"Warn\"");
    }

    @Test
    void handsOfQueuesHaveBoundedEntropy() {
        Strategy levels = strategy("flowcontrol.apiserver.k8s.io", "v1", "prioritylevelconfigurations");
        assertThat(
                        wrongWith(
                                levels,
                                object(
                                        "{'metadata':{'name':'a'},'spec':{'type':'Limited','limited':{'limitResponse':{'type':'Queue','queuing':{'queues':1000000,'handSize':10,'queueLengthLimit':1}}}}}")))
                .containsExactly(
                        "spec.limited.limitResponse.queuing.handSize: Invalid value: 10: required entropy bits of deckSize 1000000 and"
                                + " handSize 10 should not be greater than 60");
    }

    @Test
    void decisionsAboutCertificatesStay() {
        Strategy requests = strategy("certificates.k8s.io", "v1", "certificatesigningrequests");
        Strategy approval = Objects.requireNonNull(requests.subresource("approval"));
        ObjectNode approved = object("{'status':{'conditions':[{'type':'Approved','status':'True'}]}}");
        approval.prepareForUpdate(approved, object("{}"));
        assertThat(approved.path("status").path("conditions").path(0).has("lastTransitionTime"))
                .isTrue();
        assertThat(wrongWithUpdate(approval, object("{'status':{'conditions':[]}}"), approved))
                .containsExactly(
                        "status.conditions: Forbidden: updates may not remove a condition of type \"Approved\"");
    }

    @Test
    void claimAsksForOneDeviceUnlessItSaysMore() {
        Strategy claims = strategy("resource.k8s.io", "v1", "resourceclaims");
        ObjectNode claim =
                object("{'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':'gpu'}}]}}}");
        claims.defaults(claim);
        assertThat(claim.path("spec")
                        .path("devices")
                        .path("requests")
                        .path(0)
                        .path("exactly")
                        .path("count")
                        .intValue())
                .isEqualTo(1);
        assertThat(wrongWith(claims, claim)).isEmpty();
    }

    private static ResourceDefinition definition(String group, String version, String plural) {
        return Objects.requireNonNull(KINDS.resource(new GroupVersionResource(group, version, plural)));
    }

    private static Strategy strategy(String group, String version, String plural) {
        return BuiltInStrategies.of(definition(group, version, plural));
    }

    private static ObjectNode created(Strategy strategy, String json) {
        ObjectNode object = object(json);
        strategy.defaults(object);
        strategy.prepareForCreate(object);
        return object;
    }

    private static List<String> wrongWith(Strategy strategy, ObjectNode object) {
        FieldErrors errors = new FieldErrors();
        strategy.validate(object, errors);
        return texts(errors);
    }

    private static List<String> wrongWithUpdate(Strategy strategy, ObjectNode object, ObjectNode old) {
        FieldErrors errors = new FieldErrors();
        strategy.validateUpdate(object, old, errors);
        return texts(errors);
    }

    private static List<String> texts(FieldErrors errors) {
        return errors.causes().stream().map(KindRulesTest::text).toList();
    }

    private static String text(Cause cause) {
        return cause.field() + ": " + cause.message();
    }

    /** Written with single quotes, where the text has no others. */
    private static ObjectNode object(String json) {
        String quoted = json.contains("'") ? json.replace('\'', '"') : json;
        return Json.parseObject(quoted.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
