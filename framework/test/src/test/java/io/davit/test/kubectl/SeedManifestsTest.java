package io.davit.test.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.davit.test.DavitExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everyday manifests through everyday commands, with the kubectl on the PATH. */
class SeedManifestsTest {

    @RegisterExtension
    static final DavitExtension davit = new DavitExtension();

    @TempDir
    static Path folder;

    private static KubectlSession kubectl;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(KubectlSession.isInstalled(), "kubectl is not on the PATH: nothing to test with");
        kubectl = KubectlSession.of(davit.running(), folder);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "configmap-example | configmap/nginx-config",
                "secret-example | secret/db-credentials",
                "service-example | service/nginx-service",
                "pod-example | pod/nginx-pod",
                "custom-scheduler-example | pod/custom-scheduled-pod",
                "resource-limits-example | pod/resource-demo",
                "security-context-example | pod/security-context-demo",
                "deployment-example | deployment.apps/nginx-deployment",
                "daemonset-example | daemonset.apps/fluentd-elasticsearch",
                "statefulset-example | statefulset.apps/web",
                "hpa-example | horizontalpodautoscaler.autoscaling/nginx-hpa",
                "ingress-example | ingress.networking.k8s.io/nginx-ingress",
                "network-policy-example | networkpolicy.networking.k8s.io/db-network-policy",
                "pv-pvc-example | persistentvolume/pv-example persistentvolumeclaim/pvc-example",
                "rbac-example | role.rbac.authorization.k8s.io/pod-reader rolebinding.rbac.authorization.k8s.io/read-pods",
                "crd-example | customresourcedefinition.apiextensions.k8s.io/backups.example.com"
            })
    void liveThroughEverydayCommands(String manifest, String names) throws IOException {
        String file = kubectl.file(manifest + ".yaml", read(manifest)).toString();
        List<String> objects = List.of(names.split(" "));
        // A list without merge keys is sent again whenever it differs, and claim templates come back with their
        // defaults.
        String again = manifest.equals("statefulset-example") ? " configured" : " unchanged";

        assertThat(kubectl.run("apply", "-f", file).lines())
                .containsExactlyElementsOf(
                        objects.stream().map(each -> each + " created").toList());
        assertThat(kubectl.run("apply", "-f", file).lines())
                .containsExactlyElementsOf(
                        objects.stream().map(each -> each + again).toList());
        assertThat(kubectl.run("diff", "-f", file).ok()).isEmpty();

        for (String object : objects) {
            String name = object.substring(object.indexOf('/') + 1);
            List<String> table = kubectl.run("get", object).lines();
            assertThat(table).hasSize(2);
            assertThat(table.get(0)).startsWith("NAME|");
            assertThat(table.get(1)).startsWith(name + "|");
            assertThat(kubectl.run("get", object, "-o", "wide").lines()).hasSize(2);
            assertThat(kubectl.run("get", object, "-o", "name").lines()).containsExactly(object);
            assertThat(kubectl.run("get", object, "-o", "yaml").ok())
                    .contains("\n  name: " + name + "\n")
                    .contains("kubectl.kubernetes.io/last-applied-configuration");
            assertThat(kubectl.run("describe", object).ok()).containsPattern("Name: +" + name);
            assertThat(kubectl.run("label", object, "checked=yes").lines()).containsExactly(object + " labeled");
            assertThat(kubectl.run("annotate", object, "note=seen").lines()).containsExactly(object + " annotated");
            assertThat(kubectl.run(
                                    "get",
                                    object,
                                    "-o",
                                    "jsonpath={.metadata.labels.checked} {.metadata.annotations.note}")
                            .ok())
                    .isEqualTo("yes seen");
        }

        String deleted = kubectl.run("delete", "--wait=false", "-f", file).ok();
        for (String object : objects) {
            assertThat(deleted)
                    .contains("\"" + object.substring(object.indexOf('/') + 1) + "\"")
                    .contains("deleted");
        }
    }

    @Test
    void customResourcesAreLikeAnyOther() throws IOException {
        kubectl.run("apply", "-f", kubectl.file("crd.yaml", read("crd-example")).toString())
                .ok();
        kubectl.run("wait", "crd/backups.example.com", "--for=condition=Established", "--timeout=10s")
                .ok();
        String file =
                kubectl.file("backup.yaml", read("custom-resource-example")).toString();
        assertThat(kubectl.run("apply", "-f", file).lines())
                .containsExactly("backup.example.com/database-backup created");
        assertThat(kubectl.run("apply", "-f", file).lines())
                .containsExactly("backup.example.com/database-backup unchanged");
        assertThat(kubectl.run("get", "bk").lines().getFirst()).isEqualTo("NAME|AGE");
        assertThat(kubectl.run("get", "backups", "-o", "jsonpath={.items[0].spec.retention}")
                        .ok())
                .isEqualTo("7");
        assertThat(kubectl.run("describe", "backup", "database-backup").ok()).contains("Source:     mysql-database");
        assertThat(kubectl.run("explain", "backup.spec").ok())
                .contains("retention")
                .contains("<integer>");
        KubectlSession.Printed refused = kubectl.withStdin(
                read("custom-resource-example").replace("retention: 7", "retention: week"), "apply", "-f", "-");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("spec.retention: Invalid value: \"string\"");
        assertThat(kubectl.run("delete", "backup", "database-backup").ok()).contains("deleted");
    }

    @ParameterizedTest
    @CsvSource({
        "node-affinity-example, .spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values[1], e2e-az2",
        "pod-affinity-example, .spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight, 100",
        "taint-toleration-example, .spec.tolerations[0].effect, NoSchedule"
    })
    void fragmentsHoldInAPod(String fragment, String path, String value) throws IOException {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: with-%s}
                spec:
                  containers: [{name: a, image: nginx}]
                """.formatted(fragment) + indented(fragment(fragment));
        assertThat(kubectl.withStdin(pod, "apply", "-f", "-").lines())
                .containsExactly("pod/with-" + fragment + " created");
        assertThat(kubectl.run("get", "pod", "with-" + fragment, "-o", "jsonpath={" + path + "}")
                        .ok())
                .isEqualTo(value);
    }

    @Test
    void nodesTakeTaints() {
        kubectl.withStdin("apiVersion: v1\nkind: Node\nmetadata: {name: node1}\n", "create", "-f", "-")
                .ok();
        assertThat(kubectl.run("taint", "nodes", "node1", "key=value:NoSchedule")
                        .lines())
                .containsExactly("node/node1 tainted");
        assertThat(kubectl.run("describe", "node", "node1").ok()).contains("key=value:NoSchedule");
    }

    @Test
    void aCertificateThatIsNoneIsRefused() throws IOException {
        KubectlSession.Printed refused = kubectl.withStdin(read("webhook-example"), "create", "-f", "-");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("BadRequest").contains("illegal base64 data at input byte 0");
        String repaired = read("webhook-example").replace("<base64-encoded-ca-cert>", "");
        assertThat(kubectl.withStdin(repaired, "create", "-f", "-").lines())
                .containsExactly(
                        "validatingwebhookconfiguration.admissionregistration.k8s.io/pod-policy-validator created");
        kubectl.run("delete", "validatingwebhookconfiguration", "pod-policy-validator")
                .ok();
    }

    /** The manifest's part that is YAML: some begin with commands. */
    private static String fragment(String name) throws IOException {
        String text = read(name);
        int start = text.indexOf("tolerations:");
        return start < 0 ? text : text.substring(start);
    }

    private static String indented(String text) {
        return text.lines().map(line -> "  " + line + "\n").reduce("", String::concat);
    }

    private static String read(String manifest) throws IOException {
        try (InputStream in = SeedManifestsTest.class.getResourceAsStream("/manifests/" + manifest + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
