package io.davit.test.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.davit.test.DavitExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each of kubectl's commands that needs no controller and no node, judged by what it prints. */
class EverydayCommandsTest {

    @RegisterExtension
    static final DavitExtension davit = new DavitExtension();

    @TempDir
    static Path folder;

    private static KubectlSession root;

    private KubectlSession kubectl;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(KubectlSession.isInstalled(), "kubectl is not on the PATH: nothing to test with");
        root = KubectlSession.of(davit.running(), folder);
    }

    @BeforeEach
    void makeANamespace(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        assertThat(root.run("create", "namespace", name).lines()).containsExactly("namespace/" + name + " created");
        kubectl = root.in(name);
    }

    @Test
    void getSelectsSortsAndPages() {
        for (String name : List.of("c", "a", "b")) {
            kubectl.run("create", "configmap", name, "--from-literal=k=" + name).ok();
        }
        kubectl.run("label", "configmap", "a", "b", "set=one").ok();
        assertThat(names("get", "configmaps")).containsExactly("a", "b", "c");
        assertThat(names("get", "configmaps", "--sort-by={.data.k}")).containsExactly("a", "b", "c");
        assertThat(names("get", "configmaps", "--sort-by={.metadata.creationTimestamp}"))
                .containsExactlyInAnyOrder("a", "b", "c");
        assertThat(names("get", "configmaps", "-l", "set=one")).containsExactly("a", "b");
        assertThat(names("get", "configmaps", "-l", "set!=one")).containsExactly("c");
        assertThat(names("get", "configmaps", "-l", "set in (one,two)")).containsExactly("a", "b");
        assertThat(names("get", "configmaps", "--field-selector=metadata.name=c"))
                .containsExactly("c");
        assertThat(names("get", "configmaps", "--chunk-size=1")).containsExactly("a", "b", "c");
        assertThat(kubectl.run("get", "configmaps", "--show-labels").lines().get(1))
                .endsWith("|set=one");
        assertThat(kubectl.run("get", "cm", "-A", "-o", "name").lines()).contains("configmap/a");
        assertThat(kubectl.run("get", "cm", "a", "-o", "yaml").ok())
                .startsWith("apiVersion: v1\ndata:\n  k: a\nkind: ConfigMap\n");
        assertThat(kubectl.run("get", "cm", "-o", "custom-columns=N:.metadata.name,K:.data.k")
                        .lines())
                .containsExactly("N|K", "a|a", "b|b", "c|c");
        KubectlSession.Printed none = kubectl.run("get", "configmap", "z");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).isEqualTo("Error from server (NotFound): configmaps \"z\" not found\n");
    }

    @Test
    void getWatches() throws Exception {
        kubectl.run("create", "configmap", "first").ok();
        Path run = Files.createTempDirectory(folder, "watch");
        Process watch = kubectl.start(Map.of(), "", run, "get", "configmaps", "-w");
        try {
            await(run, "first");
            kubectl.run("create", "configmap", "second", "--from-literal=k=v").ok();
            await(run, "second");
            kubectl.run("delete", "configmap", "second").ok();
            assertThat(Files.readString(run.resolve("out"))).startsWith("NAME ").contains("\nsecond ");
        } finally {
            watch.destroy();
            assertThat(watch.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void explainDescribesKinds() {
        assertThat(kubectl.run("explain", "pods").ok())
                .contains("KIND:       Pod")
                .contains("VERSION:    v1");
        assertThat(kubectl.run("explain", "deployment.spec.replicas").ok()).contains("FIELD: replicas <integer>");
        assertThat(kubectl.run("explain", "pod.spec.containers.livenessProbe", "--recursive")
                        .ok())
                .contains("httpGet")
                .contains("httpHeaders")
                .contains("periodSeconds");
        KubectlSession.Printed none = kubectl.run("explain", "pod.spec.nothing");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).contains("field \"nothing\" does not exist");
    }

    @Test
    void labelsAndAnnotationsChange() {
        kubectl.run("create", "configmap", "a").ok();
        assertThat(kubectl.run("label", "configmap", "a", "x=1").lines()).containsExactly("configmap/a labeled");
        KubectlSession.Printed taken = kubectl.run("label", "configmap", "a", "x=2");
        assertThat(taken.exit()).isEqualTo(1);
        assertThat(taken.err()).contains("'x' already has a value (1), and --overwrite is false");
        assertThat(kubectl.run("label", "configmap", "a", "x=2", "--overwrite").lines())
                .containsExactly("configmap/a labeled");
        assertThat(kubectl.run("label", "configmap", "a", "x-").lines()).containsExactly("configmap/a unlabeled");
        assertThat(kubectl.run("annotate", "configmap", "a", "note=one two").lines())
                .containsExactly("configmap/a annotated");
        KubectlSession.Printed invalid = kubectl.run("label", "configmap", "a", "x=-");
        assertThat(invalid.exit()).isEqualTo(1);
    }

    @Test
    void patchKnowsThreeTypes() {
        kubectl.run("create", "deployment", "web", "--image=nginx:1").ok();
        assertThat(kubectl.run(
                                "patch",
                                "deployment",
                                "web",
                                "-p",
                                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"side\",\"image\":\"s:1\"}]}}}}")
                        .lines())
                .containsExactly("deployment.apps/web patched");
        assertThat(jsonpath("deployment/web", "{.spec.template.spec.containers[*].name}"))
                .isEqualTo("side nginx");
        assertThat(kubectl.run("patch", "deployment", "web", "--type=merge", "-p", "{\"spec\":{\"replicas\":4}}")
                        .lines())
                .containsExactly("deployment.apps/web patched");
        assertThat(kubectl.run("patch", "deployment", "web", "--type=merge", "-p", "{\"spec\":{\"replicas\":4}}")
                        .lines())
                .containsExactly("deployment.apps/web patched (no change)");
        assertThat(kubectl.run(
                                "patch",
                                "deployment",
                                "web",
                                "--type=json",
                                "-p",
                                "[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":2}]")
                        .lines())
                .containsExactly("deployment.apps/web patched");
        assertThat(jsonpath("deployment/web", "{.spec.replicas} {.metadata.generation}"))
                .isEqualTo("2 4");
    }

    @Test
    void scaleSetsReplicas() {
        kubectl.run("create", "deployment", "web", "--image=nginx:1", "--replicas=2")
                .ok();
        assertThat(kubectl.run("scale", "deployment", "web", "--replicas=5").lines())
                .containsExactly("deployment.apps/web scaled");
        assertThat(jsonpath("deployment/web", "{.spec.replicas}")).isEqualTo("5");
        KubectlSession.Printed refused =
                kubectl.run("scale", "deployment", "web", "--current-replicas=9", "--replicas=1");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Expected replicas to be 9, was 5");
    }

    @Test
    void editSavesWhatTheEditorLeaves() throws IOException {
        kubectl.run("create", "configmap", "a", "--from-literal=k=old").ok();
        Path editor = kubectl.file("editor.sh", "#!/bin/sh\nsed -i 's/k: old/k: new/' \"$1\"\n");
        Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwx------"));
        Map<String, String> environment = Map.of("KUBE_EDITOR", editor.toString(), "EDITOR", editor.toString());
        assertThat(kubectl.run(environment, "", "edit", "configmap", "a").lines())
                .containsExactly("configmap/a edited");
        assertThat(jsonpath("configmap/a", "{.data.k}")).isEqualTo("new");
        assertThat(kubectl.run(environment, "", "edit", "configmap", "a").err())
                .contains("Edit cancelled, no changes made.");
    }

    @Test
    void diffShowsWhatApplyWouldChange() {
        String first = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: old}\n";
        kubectl.withStdin(first, "apply", "-f", "-").ok();
        assertThat(kubectl.withStdin(first, "diff", "-f", "-").ok()).isEmpty();
        KubectlSession.Printed diff = kubectl.withStdin(first.replace("old", "new"), "diff", "-f", "-");
        assertThat(diff.exit()).isEqualTo(1);
        assertThat(diff.out()).contains("-  k: old").contains("+  k: new");
        assertThat(jsonpath("configmap/a", "{.data.k}")).isEqualTo("old");
    }

    @Test
    void waitSeesWhatHappens() {
        kubectl.run("create", "configmap", "a", "--from-literal=k=v").ok();
        assertThat(kubectl.run("wait", "configmap/a", "--for=jsonpath={.data.k}=v", "--timeout=5s")
                        .lines())
                .containsExactly("configmap/a condition met");
        kubectl.run("delete", "configmap", "a").ok();
        assertThat(kubectl.run("wait", "configmap/a", "--for=delete", "--timeout=5s")
                        .exit())
                .isZero();
        KubectlSession.Printed never =
                kubectl.run("wait", "namespace/default", "--for=jsonpath={.status.phase}=Gone", "--timeout=1s");
        assertThat(never.exit()).isEqualTo(1);
        assertThat(never.err()).contains("timed out waiting for the condition");
    }

    @Test
    void deleteKnowsThreePropagations() {
        for (String cascade : List.of("background", "orphan", "foreground")) {
            kubectl.run("create", "deployment", cascade, "--image=nginx:1").ok();
            assertThat(kubectl.run("delete", "deployment", cascade, "--cascade=" + cascade, "--wait=false")
                            .ok())
                    .contains("deployment.apps \"" + cascade + "\" deleted");
        }
        // A collector has to finish the last two; without one they stay, and say what they wait for.
        assertThat(kubectl.run(
                                "get",
                                "deployments",
                                "-o",
                                "jsonpath={range .items[*]}{.metadata.name}={.metadata.finalizers[0]} {end}")
                        .ok())
                .isEqualTo("foreground=foregroundDeletion orphan=orphan ");
    }

    @Test
    void discoveryListsResourcesAndVersions() {
        List<String> resources = kubectl.run("api-resources").lines();
        assertThat(resources.getFirst()).isEqualTo("NAME|SHORTNAMES|APIVERSION|NAMESPACED|KIND");
        assertThat(resources)
                .contains("configmaps|cm|v1|true|ConfigMap", "deployments|deploy|apps/v1|true|Deployment")
                .contains("customresourcedefinitions|crd,crds|apiextensions.k8s.io/v1|false|CustomResourceDefinition");
        assertThat(kubectl.run("api-resources", "--namespaced=false", "-o", "name")
                        .lines())
                .contains("nodes", "namespaces")
                .doesNotContain("pods");
        assertThat(kubectl.run("api-versions").lines())
                .contains("v1", "apps/v1", "batch/v1", "rbac.authorization.k8s.io/v1", "apiextensions.k8s.io/v1");
        assertThat(kubectl.run("version").ok()).contains("Server Version: v1.");
        assertThat(kubectl.run("cluster-info").ok()).contains("is running at");
    }

    @Test
    void createMakesEverydayObjects() {
        assertThat(created("configmap", "c", "--from-literal=a=1")).isEqualTo("configmap/c");
        assertThat(created("secret", "generic", "s", "--from-literal=p=w")).isEqualTo("secret/s");
        assertThat(created("deployment", "d", "--image=nginx:1", "--port=80")).isEqualTo("deployment.apps/d");
        assertThat(created("service", "clusterip", "ci", "--tcp=80:8080")).isEqualTo("service/ci");
        assertThat(created("service", "nodeport", "np", "--tcp=80")).isEqualTo("service/np");
        assertThat(created("service", "loadbalancer", "lb", "--tcp=443")).isEqualTo("service/lb");
        assertThat(created("service", "externalname", "en", "--external-name=db.example.com"))
                .isEqualTo("service/en");
        assertThat(created("serviceaccount", "robot")).isEqualTo("serviceaccount/robot");
        assertThat(created("job", "j", "--image=busybox", "--", "true")).isEqualTo("job.batch/j");
        assertThat(created("cronjob", "cj", "--image=busybox", "--schedule=@daily"))
                .isEqualTo("cronjob.batch/cj");
        assertThat(created("ingress", "i", "--rule=a.example.com/*=ci:80")).isEqualTo("ingress.networking.k8s.io/i");
        assertThat(created("quota", "q", "--hard=pods=9")).isEqualTo("resourcequota/q");
        assertThat(created("poddisruptionbudget", "pdb", "--selector=app=d", "--min-available=1"))
                .isEqualTo("poddisruptionbudget.policy/pdb");
        assertThat(created("role", "r", "--verb=get", "--resource=pods")).isEqualTo("role.rbac.authorization.k8s.io/r");
        assertThat(created("rolebinding", "rb", "--role=r", "--user=jane"))
                .isEqualTo("rolebinding.rbac.authorization.k8s.io/rb");
        assertThat(created("clusterrole", "everyday", "--verb=get", "--resource=nodes"))
                .isEqualTo("clusterrole.rbac.authorization.k8s.io/everyday");
        assertThat(created("priorityclass", "everyday", "--value=7"))
                .isEqualTo("priorityclass.scheduling.k8s.io/everyday");
        assertThat(kubectl.run("run", "p", "--image=nginx:1").lines()).containsExactly("pod/p created");
        assertThat(kubectl.run("get", "services").lines().getFirst())
                .isEqualTo("NAME|TYPE|CLUSTER-IP|EXTERNAL-IP|PORT(S)|AGE");
        assertThat(jsonpath("service/np", "{.spec.ports[0].nodePort}")).matches("3\\d{4}");
        KubectlSession.Printed again = kubectl.run("create", "configmap", "c");
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains("configmaps \"c\" already exists");
    }

    @Test
    void describeTellsOfManyKinds() {
        kubectl.run("create", "deployment", "web", "--image=nginx:1").ok();
        kubectl.run("create", "service", "clusterip", "web", "--tcp=80").ok();
        kubectl.run("run", "p", "--image=nginx:1").ok();
        assertThat(kubectl.run("describe", "deployment", "web").ok()).contains("StrategyType:           RollingUpdate");
        assertThat(kubectl.run("describe", "service", "web").ok()).contains("Type:                     ClusterIP");
        assertThat(kubectl.run("describe", "pod", "p").ok())
                .containsPattern("Status: +Pending")
                .contains("nginx:1");
        assertThat(kubectl.run("describe", "namespace", "default").ok()).contains("Status:       Active");
    }

    private String created(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "create";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        String line = kubectl.run(all).ok().strip();
        assertThat(line).endsWith(" created");
        return line.substring(0, line.length() - " created".length());
    }

    private List<String> names(String... arguments) {
        List<String> lines = kubectl.run(arguments).lines();
        assertThat(lines.getFirst()).startsWith("NAME|");
        return lines.stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf('|')))
                .toList();
    }

    private String jsonpath(String object, String path) {
        return kubectl.run("get", object, "-o", "jsonpath=" + path).ok();
    }

    private static void await(Path run, String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!Files.readString(run.resolve("out")).contains(text)) {
            assertThat(System.nanoTime()).as("waiting for " + text).isLessThan(end);
            Thread.sleep(50);
        }
    }
}
