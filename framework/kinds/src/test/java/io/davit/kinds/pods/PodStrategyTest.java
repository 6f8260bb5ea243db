package io.davit.kinds.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.error.Cause;
import io.davit.model.error.FieldErrors;
import io.davit.model.json.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class PodStrategyTest {

    private static final String CONTAINER = "{'name': 'c', 'image': 'i'}";

    private final PodStrategy strategy = new PodStrategy(Clock.systemUTC());

    @Test
    void aSecondTimeDefaultsChangeNothing() {
        ObjectNode pod = pod("{'containers': [{'name': 'c', 'image': 'i', 'livenessProbe': {'httpGet': {'port': 80}},"
                + " 'resources': {'limits': {'cpu': '1'}}}], 'volumes': [{'name': 'v', 'secret': {}}]}");
        ObjectNode again = pod.deepCopy();
        strategy.defaults(again);
        assertThat(again).isEqualTo(pod);
    }

    @Test
    void warnsOfAppArmorAnnotationsThatHaveNoField() {
        String annotation =
                "'metadata':{'annotations':{'container.apparmor.security.beta.kubernetes.io/c':'unconfined'}}";
        assertThat(earlyWarnings(annotation, "{'containers':[{'name':'c'}]}")).hasSize(1);
        assertThat(earlyWarnings(annotation, "{'containers':[{'name':'d'}]}")).isEmpty();
        String profile = "'securityContext':{'appArmorProfile':{'type':'Unconfined'}}";
        assertThat(earlyWarnings(annotation, "{'containers':[{'name':'c'," + profile + "}]}"))
                .isEmpty();
        assertThat(earlyWarnings(annotation, "{" + profile + ",'containers':[{'name':'c'}]}"))
                .isEmpty();
    }

    private List<String> earlyWarnings(String metadata, String spec) {
        List<String> warnings = new ArrayList<>();
        String pod = "{" + metadata + ",'spec':" + spec + "}";
        strategy.warnEarly((ObjectNode) Json.parse(pod.replace('\'', '"')), warnings::add);
        return warnings;
    }

    @Test
    void initContainersThatTakeAPortTwiceAreAllTakenForTheFirst() {
        String twice = "'ports':[{'containerPort':80,'hostPort':90,'protocol':'TCP'},"
                + "{'containerPort':81,'hostPort':90,'protocol':'TCP'}]";
        FieldErrors errors = new FieldErrors();
        ObjectNode pod = pod("{'containers':[" + CONTAINER + "],'initContainers':[{'name':'a','image':'i'},"
                + "{'name':'b','image':'i'," + twice + "}]}");
        strategy.validate(pod, errors);
        assertThat(errors.causes()).extracting(Cause::field).contains("spec.initContainers[0].ports[1].hostPort");
    }

    @Test
    void limitsServeAsRequests() {
        ObjectNode pod = pod("{'containers': [{'name': 'c', 'image': 'i', 'resources': {'limits': {'cpu': '1'}}}]}");
        assertThat(pod.at("/spec/containers/0/resources/requests/cpu").stringValue())
                .isEqualTo("1");
    }

    @Test
    void onlyTheLatestImageIsPulledAlways() {
        assertThat(ImageName.pullPolicy("busybox")).isEqualTo("Always");
        assertThat(ImageName.pullPolicy("localhost:5000/busybox")).isEqualTo("Always");
        assertThat(ImageName.pullPolicy("busybox:latest")).isEqualTo("Always");
        assertThat(ImageName.pullPolicy("busybox:1")).isEqualTo("IfNotPresent");
        assertThat(ImageName.pullPolicy("busybox@sha256:" + "0".repeat(64))).isEqualTo("IfNotPresent");
        assertThat(ImageName.pullPolicy("no image")).isEqualTo("IfNotPresent");
    }

    @Test
    void whatIsAskedForDecidesHowWellItIsServed() {
        assertThat(qosOf("{}")).isEqualTo("BestEffort");
        assertThat(qosOf("{'requests': {'cpu': '1'}}")).isEqualTo("Burstable");
    }

    @Test
    void equalRequestsAndLimitsAreGuaranteedHoweverTheyAreWritten() {
        assertThat(qosOf("{'requests': {'cpu': '1', 'memory': '1Gi'}, 'limits': {'cpu': '1000m', 'memory': '1024Mi'}}"))
                .isEqualTo("Guaranteed");
        assertThat(qosOf("{'requests': {'cpu': '1', 'memory': '1Gi'}, 'limits': {'cpu': '1', 'memory': '2Gi'}}"))
                .isEqualTo("Burstable");
    }

    @Test
    void aNewPodIsPendingWhateverItSays() {
        ObjectNode pod = pod("{'containers': [" + CONTAINER + "]}");
        pod.putObject("status").put("phase", "Running");
        strategy.prepareForCreate(pod);
        assertThat(pod.get("status")).isEqualTo(tree("{'phase': 'Pending', 'qosClass': 'BestEffort'}"));
    }

    @Test
    void requestsStayWithinLimits() {
        ObjectNode pod = pod("{'containers': [{'name': 'c', 'image': 'i',"
                + " 'resources': {'limits': {'cpu': '1'}, 'requests': {'cpu': '1500m'}}}]}");
        assertThat(problems(pod))
                .containsExactly(
                        "spec.containers[0].resources.requests: Invalid value: \"1500m\": must be less than or equal to cpu limit of 1");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        ObjectNode pod = pod("{'containers': [{'name': 'C'}, {'name': 'c', 'image': 'i',"
                + " 'volumeMounts': [{'name': 'v', 'mountPath': '/v'}]}]}");
        assertThat(problems(pod))
                .hasSize(3)
                .anyMatch(each ->
                        each.startsWith("spec.containers[0].name: Invalid value: \"C\": a lowercase RFC 1123 label"))
                .contains(
                        "spec.containers[0].image: Required value",
                        "spec.containers[1].volumeMounts[0].name: Not found: \"v\"");
    }

    @Test
    void aChangeThatMayNotBeShowsItsLines() {
        ObjectNode old = pod("{'containers': [" + CONTAINER + "]}");
        ObjectNode pod = pod("{'containers': [{'name': 'c', 'image': 'j'}], 'hostname': 'h'}");
        FieldErrors errors = new FieldErrors();
        strategy.validateUpdate(pod, old, errors);
        assertThat(errors.causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.message())
                        .startsWith(
                                "Forbidden: pod updates may not change fields other than `spec.containers[*].image`")
                        .contains("- \"Hostname\": \"\",\n+ \"Hostname\": \"h\",\n")
                        .doesNotContain("\"j\""));
    }

    @Test
    void annotationsOfAppArmorBecomeFields() {
        ObjectNode pod = pod("{'containers': [" + CONTAINER + "]}");
        ((ObjectNode) pod.get("metadata"))
                .putObject("annotations")
                .put("container.apparmor.security.beta.kubernetes.io/c", "localhost/mine");
        List<String> warnings = new ArrayList<>();
        strategy.warnEarly(pod, warnings::add);
        strategy.prepareForCreate(pod);
        assertThat(pod.at("/spec/containers/0/securityContext/appArmorProfile"))
                .isEqualTo(tree("{'type': 'Localhost', 'localhostProfile': 'mine'}"));
        assertThat(warnings)
                .containsExactly(
                        "metadata.annotations[container.apparmor.security.beta.kubernetes.io/c]: deprecated since"
                                + " v1.30; use the \"appArmorProfile\" field instead");
    }

    @Test
    void warnsOfNamesThatHideEachOther() {
        ObjectNode pod = pod("{'containers': [{'name': 'c', 'image': 'i', 'env':"
                + " [{'name': 'A', 'value': '1'}, {'name': 'A', 'value': '2'}]}]}");
        List<String> warnings = new ArrayList<>();
        strategy.warnings(pod, null, warnings::add);
        assertThat(warnings)
                .containsExactly(
                        "spec.containers[0].env[1]: hides previous definition of \"A\", which may be dropped when"
                                + " using apply");
    }

    private String qosOf(String resources) {
        ObjectNode pod =
                tree("{'metadata': {'name': 'p'}, 'spec': {'containers': [{'name': 'c', 'image': 'i', 'resources': "
                        + resources + "}]}}");
        strategy.defaults(pod);
        strategy.prepareForCreate(pod);
        return pod.at("/status/qosClass").stringValue();
    }

    private List<String> problems(ObjectNode pod) {
        FieldErrors errors = new FieldErrors();
        strategy.validate(pod, errors);
        return errors.causes().stream().map(PodStrategyTest::text).toList();
    }

    private static String text(Cause cause) {
        return cause.field() + ": " + cause.message();
    }

    private ObjectNode pod(String spec) {
        ObjectNode pod = tree("{'metadata': {'name': 'p', 'namespace': 'n'}, 'spec': " + spec + "}");
        strategy.defaults(pod);
        return pod;
    }

    private static ObjectNode tree(String text) {
        return (ObjectNode) Json.parse(text.replace('\'', '"'));
    }
}
