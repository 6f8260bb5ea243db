package io.davit.kinds.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.kinds.ResourceDefinition;
import io.davit.model.GroupVersion;
import io.davit.model.json.Json;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class TablePrintersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String META = "metadata: {name: x, creationTimestamp: '2026-03-01T11:55:00Z'}\n";

    private final YAMLMapper yaml = new YAMLMapper();

    @Test
    void hasTheColumnsOfEveryBuiltInResource() throws Exception {
        try (InputStream in = TablePrintersTest.class.getResourceAsStream("table-columns.yaml")) {
            Map<String, JsonNode> expected = new java.util.TreeMap<>();
            yaml.readTree(in).properties().forEach(e -> expected.put(e.getKey(), e.getValue()));
            assertThat(expected).hasSizeGreaterThan(50);
            expected.forEach((resource, columns) -> {
                List<String> want = new ArrayList<>();
                columns.forEach(c -> want.add(c.path("name").asString() + " "
                        + c.path("type").asString() + " " + c.path("format").asString("") + " "
                        + c.path("priority").asInt()));
                String[] parts = resource.split("/");
                assertThat(printer(parts[0].equals("core") ? "" : parts[0], parts[1], parts[2])
                                .columns())
                        .as(resource)
                        .extracting(c -> c.name() + " " + c.type() + " " + c.format() + " " + c.priority())
                        .containsExactlyElementsOf(want);
            });
        }
    }

    @Test
    void printsAnObjectWithoutAnyContent() {
        assertThat(cells("", "configmaps", "{}")).isEqualTo("[\"\",0,\"<unknown>\"]");
        assertThat(cells("", "secrets", "{}")).isEqualTo("[\"\",\"\",0,\"<unknown>\"]");
        assertThat(cells("", "limitranges", "{}")).isEqualTo("[\"\",\"0001-01-01T00:00:00Z\"]");
        assertThat(cells("", "pods", "{}")).startsWith("[\"\",\"0/0\",\"\",\"0\",\"<unknown>\"");
    }

    @Test
    void listsFlowSchemasAsTheyAreAsked() {
        TablePrinter printer = printer("flowcontrol.apiserver.k8s.io", "v1", "flowschemas");
        var order = java.util.Objects.requireNonNull(printer.order());
        assertThat(java.util.stream.Stream.of(schema("b", 9), schema("a", 10), schema("a", 9))
                        .sorted(order)
                        .map(each -> each.path("metadata").path("name").asString()
                                + each.path("spec").path("matchingPrecedence").asInt()))
                .containsExactly("a9", "b9", "a10");
    }

    private static ObjectNode schema(String name, int precedence) {
        return Json.parseObject("{\"metadata\":{\"name\":\"%s\"},\"spec\":{\"matchingPrecedence\":%d}}"
                .formatted(name, precedence)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void printsThePhaseOfAPod() {
        assertThat(pod("status: {phase: Pending}")).isEqualTo("0/1 Pending 0");
        assertThat(pod("status: {phase: Failed, reason: Evicted}")).isEqualTo("0/1 Evicted 0");
        assertThat(pod("""
                status:
                  phase: Pending
                  conditions: [{type: PodScheduled, status: 'False', reason: SchedulingGated}]
                """)).isEqualTo("0/1 SchedulingGated 0");
    }

    @Test
    void printsWhatTheContainersAreAt() {
        assertThat(
                        pod(
                                "status: {phase: Running, containerStatuses: [{name: a, ready: true, restartCount: 2, state: {running: {}}}]}"))
                .isEqualTo("1/1 Running 2");
        assertThat(pod("""
                status:
                  phase: Running
                  containerStatuses:
                  - {name: a, restartCount: 5, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {finishedAt: '2026-03-01T11:50:00Z'}}}
                """)).isEqualTo("0/1 CrashLoopBackOff 5 (10m ago)");
        assertThat(
                        pod(
                                "status: {phase: Failed, containerStatuses: [{name: a, state: {terminated: {exitCode: 137, signal: 9}}}]}"))
                .isEqualTo("0/1 Signal:9 0");
    }

    @Test
    void fallsBackFromCompletedWhileAContainerRuns() {
        String statuses = """
                  containerStatuses:
                  - {name: a, state: {terminated: {exitCode: 0, reason: Completed}}}
                  - {name: b, ready: true, state: {running: {}}}
                """;
        assertThat(pod("status:\n  phase: Running\n  conditions: [{type: Ready, status: 'True'}]\n" + statuses))
                .isEqualTo("1/1 Running 0");
        assertThat(pod("status:\n  phase: Running\n" + statuses)).isEqualTo("1/1 NotReady 0");
    }

    @Test
    void printsHowFarInitContainersAre() {
        String spec =
                "spec: {initContainers: [{name: i}, {name: j}, {name: s, restartPolicy: Always}], containers: [{name: a}]}\n";
        assertThat(podOf(spec + """
                status:
                  phase: Pending
                  initContainerStatuses:
                  - {name: i, restartCount: 1, state: {terminated: {exitCode: 0}}}
                  - {name: j, restartCount: 3, state: {waiting: {reason: PodInitializing}}}
                """)).isEqualTo("0/2 Init:1/3 4");
        assertThat(podOf(spec + """
                status:
                  phase: Pending
                  initContainerStatuses: [{name: i, state: {terminated: {exitCode: 2}}}]
                """)).isEqualTo("0/2 Init:ExitCode:2 0");
        assertThat(podOf(spec + """
                status:
                  phase: Pending
                  initContainerStatuses: [{name: i, state: {waiting: {reason: ImagePullBackOff}}}]
                """)).isEqualTo("0/2 Init:ImagePullBackOff 0");
    }

    @Test
    void countsSidecarsAmongTheContainers() {
        assertThat(podOf("""
                spec: {initContainers: [{name: i}, {name: s, restartPolicy: Always}], containers: [{name: a}]}
                status:
                  phase: Running
                  initContainerStatuses:
                  - {name: i, restartCount: 7, state: {terminated: {exitCode: 0}}}
                  - {name: s, restartCount: 3, started: true, ready: true, state: {running: {}}}
                  containerStatuses: [{name: a, restartCount: 1, ready: true, state: {running: {}}}]
                """)).isEqualTo("2/2 Running 4");
    }

    @Test
    void printsTheEndOfAPod() {
        String deleted = "metadata: {name: x, deletionTimestamp: '2026-03-01T12:00:00Z'}\n";
        assertThat(podOf(deleted + "status: {phase: Running}")).isEqualTo("0/0 Terminating 0");
        assertThat(podOf(deleted + "status: {phase: Succeeded}")).isEqualTo("0/0 Succeeded 0");
        assertThat(podOf(deleted + "status: {phase: Running, reason: NodeLost}"))
                .isEqualTo("0/0 Unknown 0");
    }

    @Test
    void saysInTheRowThatAPodIsDone() {
        TablePrinter pods = printer("", "v1", "pods");
        assertThat(pods.conditions(object("status: {phase: Failed}")))
                .containsExactly(new RowCondition("Completed", "True", "Failed", "The pod failed."));
        assertThat(pods.conditions(object("status: {phase: Running}"))).isEmpty();
    }

    @Test
    void printsWhereServicesAreReached() {
        assertThat(service(
                        "{type: ClusterIP, clusterIPs: [10.0.0.7], ports: [{port: 80, protocol: TCP}], selector: {b: c, a: b}}",
                        "{}"))
                .isEqualTo("[\"x\",\"ClusterIP\",\"10.0.0.7\",\"<none>\",\"80/TCP\",\"5m\",\"a=b,b=c\"]");
        assertThat(service(
                        "{type: NodePort, clusterIPs: [10.0.0.7], externalIPs: [1.1.1.1, 2.2.2.2], ports: [{port: 80, nodePort: 30001, protocol: TCP}]}",
                        "{}"))
                .isEqualTo("[\"x\",\"NodePort\",\"10.0.0.7\",\"1.1.1.1,2.2.2.2\",\"80:30001/TCP\",\"5m\",\"<none>\"]");
        assertThat(service("{type: LoadBalancer}", "{}")).contains("\"<pending>\"");
        assertThat(service(
                        "{type: LoadBalancer, externalIPs: [1.1.1.1]}",
                        "{loadBalancer: {ingress: [{hostname: z}, {ip: 9.9.9.9}]}}"))
                .contains("\"9.9.9.9,z,1.1.1.1\"");
        assertThat(service("{type: ExternalName, externalName: db.example.com}", "{}"))
                .isEqualTo("[\"x\",\"ExternalName\",\"<none>\",\"db.example.com\",\"<none>\",\"5m\",\"<none>\"]");
    }

    @Test
    void printsTheFirstFewAddresses() {
        assertThat(cells("", "endpoints", META + """
                subsets:
                - addresses: [{ip: 1.1.1.1}, {ip: '::2'}]
                  ports: [{port: 80}, {port: 81}]
                """))
                .isEqualTo("[\"x\",\"1.1.1.1:80,[::2]:80,1.1.1.1:81 + 1 more...\",\"5m\"]");
        assertThat(cells("", "endpoints", META)).contains("<none>");
        assertThat(cells(
                        "discovery.k8s.io",
                        "endpointslices",
                        META + "addressType: IPv4\nports: [{name: a}, {port: 8}, {}]"))
                .isEqualTo("[\"x\",\"IPv4\",\"a,8,*\",\"<unset>\",\"5m\"]");
    }

    @Test
    void printsHostsOfIngresses() {
        assertThat(
                        cells(
                                "networking.k8s.io",
                                "ingresses",
                                META
                                        + "spec: {tls: [{}], ingressClassName: n, rules: [{host: a}, {host: b}, {host: c}, {host: d}, {host: e}]}"))
                .isEqualTo("[\"x\",\"n\",\"a,b,c + 2 more...\",\"\",\"80, 443\",\"5m\"]");
        assertThat(cells("networking.k8s.io", "ingresses", META + "spec: {rules: [{}]}"))
                .isEqualTo("[\"x\",\"<none>\",\"*\",\"\",\"80\",\"5m\"]");
    }

    @Test
    void printsWorkloads() {
        assertThat(cells("apps", "deployments", META + """
                spec:
                  replicas: 3
                  selector: {matchLabels: {app: web}, matchExpressions: [{key: a, operator: NotIn, values: [z, b]}, {key: q, operator: DoesNotExist}]}
                  template: {spec: {containers: [{name: a, image: i}, {name: b, image: j}]}}
                status: {readyReplicas: 2, updatedReplicas: 1}
                """))
                .isEqualTo("[\"x\",\"2/3\",1,0,\"5m\",\"a,b\",\"i,j\",\"a notin (b,z),app=web,!q\"]");
        assertThat(cells(
                        "apps",
                        "controllerrevisions",
                        META.replace(
                                        "}",
                                        ", ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, controller: true}]}")
                                + "revision: 7"))
                .isEqualTo("[\"x\",\"statefulset.apps/db\",7,\"5m\"]");
    }

    @Test
    void printsJobs() {
        assertThat(job("spec: {parallelism: 4}\nstatus: {startTime: '2026-03-01T11:58:30Z'}"))
                .startsWith("[\"x\",\"Running\",\"0/1 of 4\",\"90s\",\"5m\"");
        assertThat(job("""
                spec: {completions: 2}
                status:
                  succeeded: 2
                  startTime: '2026-03-01T11:00:00Z'
                  completionTime: '2026-03-01T11:03:05Z'
                  conditions: [{type: Complete, status: 'True'}]
                """)).startsWith("[\"x\",\"Complete\",\"2/2\",\"3m5s\",\"5m\"");
        assertThat(job("status: {conditions: [{type: Suspended, status: 'True'}, {type: Failed, status: 'False'}]}"))
                .startsWith("[\"x\",\"Suspended\",\"0/1\",\"\"");
        assertThat(
                        cells(
                                "batch",
                                "cronjobs",
                                META
                                        + "spec: {schedule: '@daily'}\nstatus: {active: [{}], lastScheduleTime: '2026-03-01T09:00:00Z'}"))
                .startsWith("[\"x\",\"@daily\",\"<none>\",\"<unset>\",1,\"3h\",\"5m\"");
    }

    @Test
    void printsTargetsOfAutoscalers() {
        assertThat(cells("autoscaling", "horizontalpodautoscalers", META + """
                spec:
                  minReplicas: 2
                  maxReplicas: 9
                  scaleTargetRef: {kind: Deployment, name: web}
                  metrics:
                  - {type: Resource, resource: {name: cpu, target: {averageUtilization: 70}}}
                  - {type: External, external: {target: {averageValue: 5}}}
                  - {type: Pods, pods: {target: {averageValue: 1k}}}
                status: {currentReplicas: 4, currentMetrics: [{resource: {name: cpu, current: {averageUtilization: 81}}}]}
                """))
                .isEqualTo(
                        "[\"x\",\"Deployment/web\",\"cpu: 81%/70%, <unknown>/5 (avg) + 1 more...\",\"2\",9,4,\"5m\"]");
    }

    @Test
    void printsVolumes() {
        assertThat(cells("", "persistentvolumes", META + """
                spec: {capacity: {storage: 5Gi}, accessModes: [ReadOnlyMany, ReadWriteOnce], claimRef: {namespace: n, name: c}, persistentVolumeReclaimPolicy: Retain, volumeMode: Block}
                status: {phase: Bound}
                """))
                .isEqualTo(
                        "[\"x\",\"5Gi\",\"RWO,ROX\",\"Retain\",\"Bound\",\"n/c\",\"\",\"<unset>\",\"\",\"5m\",\"Block\"]");
        assertThat(cells(
                        "",
                        "persistentvolumeclaims",
                        META + "spec: {storageClassName: s}\nstatus: {phase: Pending, capacity: {storage: 1Gi}}"))
                .isEqualTo("[\"x\",\"Pending\",\"\",\"\",\"\",\"s\",\"<unset>\",\"5m\",\"<unset>\"]");
        assertThat(cells(
                        "storage.k8s.io",
                        "storageclasses",
                        META.replace("}", ", annotations: {storageclass.kubernetes.io/is-default-class: 'true'}}")
                                + "provisioner: p"))
                .isEqualTo("[\"x (default)\",\"p\",\"Delete\",\"Immediate\",false,\"5m\"]");
    }

    @Test
    void printsEventsOfBothGroupsAlike() {
        String core =
                "{metadata: {name: e}, involvedObject: {kind: Pod, name: p}, reason: R, type: Normal, message: ' m ', source: {component: c, host: h}, lastTimestamp: '2026-03-01T11:59:00Z', count: 3}";
        String other =
                "{metadata: {name: e}, regarding: {kind: Pod, name: p}, reason: R, type: Normal, note: ' m ', deprecatedSource: {component: c, host: h}, deprecatedLastTimestamp: '2026-03-01T11:59:00Z', deprecatedCount: 3}";
        assertThat(cells("", "events", core))
                .isEqualTo("[\"60s\",\"Normal\",\"R\",\"pod/p\",\"\",\"c, h\",\"m\",\"<unknown>\",3,\"e\"]")
                .isEqualTo(cells("events.k8s.io", "events", other));
    }

    @Test
    void printsScales() {
        assertThat(TablePrinters.scale().cells(object(META + "spec: {replicas: 4}\nstatus: {replicas: 2}"), NOW))
                .hasToString("[\"x\",4,2,\"5m\"]");
    }

    private String pod(String rest) {
        return podOf("spec: {containers: [{name: a}]}\n" + rest);
    }

    private String podOf(String text) {
        JsonNode row = Json.parse(cells("", "pods", text));
        return row.get(1).asString() + " " + row.get(2).asString() + " "
                + row.get(3).asString();
    }

    private String service(String spec, String status) {
        return cells("", "services", META + "spec: " + spec + "\nstatus: " + status);
    }

    private String job(String rest) {
        return cells("batch", "jobs", META + rest);
    }

    private String cells(String group, String resource, String text) {
        return Json.text(printer(group, "v1", resource).cells(object(text), NOW));
    }

    private ObjectNode object(String text) {
        return (ObjectNode) yaml.readTree(text);
    }

    private static TablePrinter printer(String group, String version, String resource) {
        return TablePrinters.of(ResourceDefinition.builder(new GroupVersion(group, version).kind("Any"), resource)
                .build());
    }
}
