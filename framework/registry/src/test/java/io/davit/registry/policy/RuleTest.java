package io.davit.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.GroupVersionResource;
import io.davit.model.json.Json;
import io.davit.registry.admission.Operation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RuleTest {

    private static final GroupVersionResource DEPLOYMENTS = new GroupVersionResource("apps", "v1", "deployments");
    private static final GroupVersionResource NAMESPACES = new GroupVersionResource("", "v1", "namespaces");

    @Test
    void aPlainResourceIsWithoutItsSubresources() {
        Rule rule = rule("deployments", "*");
        assertThat(covers(rule, DEPLOYMENTS, "", "a")).isTrue();
        assertThat(covers(rule, DEPLOYMENTS, "scale", "a")).isFalse();
    }

    @Test
    void aStarBehindTheSlashIsTheResourceAndAllItsSubresources() {
        Rule rule = rule("deployments/*", "*");
        assertThat(covers(rule, DEPLOYMENTS, "", "a")).isTrue();
        assertThat(covers(rule, DEPLOYMENTS, "scale", "a")).isTrue();
    }

    @Test
    void aStarBeforeTheSlashIsThatSubresourceOfAll() {
        Rule rule = rule("*/scale", "*");
        assertThat(covers(rule, DEPLOYMENTS, "", "a")).isFalse();
        assertThat(covers(rule, DEPLOYMENTS, "scale", "a")).isTrue();
    }

    @Test
    void operationsGroupsAndVersionsMustFit() {
        Rule rule = rule("deployments", "*");
        assertThat(rule.covers(Operation.DELETE, DEPLOYMENTS, "", "a")).isFalse();
        assertThat(covers(rule, new GroupVersionResource("apps", "v1beta1", "deployments"), "", "a"))
                .isFalse();
        assertThat(covers(rule, new GroupVersionResource("extensions", "v1", "deployments"), "", "a"))
                .isFalse();
    }

    @Test
    void aNamespaceIsOfClusterScope() {
        assertThat(covers(namespaces("Cluster"), NAMESPACES, "", "a")).isTrue();
        assertThat(covers(namespaces("Namespaced"), NAMESPACES, "", "a")).isFalse();
        assertThat(covers(rule("deployments", "Namespaced"), DEPLOYMENTS, "", "a"))
                .isTrue();
        assertThat(covers(rule("deployments", "Cluster"), DEPLOYMENTS, "", "a")).isFalse();
    }

    @Test
    void namesMustBeAmongThoseGivenIfAnyAre() {
        assertThat(rule("deployments", "*").covers("anything")).isTrue();
        Rule named = Rule.of(tree("{\"resourceNames\":[\"one\"]}"));
        assertThat(named.covers("one")).isTrue();
        assertThat(named.covers("two")).isFalse();
        assertThat(named.covers("")).isFalse();
    }

    private static boolean covers(Rule rule, GroupVersionResource resource, String subresource, String namespace) {
        return rule.covers(Operation.CREATE, resource, subresource, namespace);
    }

    private static Rule rule(String resource, String scope) {
        return Rule.of(tree("""
                {"operations":["CREATE"],"apiGroups":["apps"],"apiVersions":["v1"],"resources":["%s"],"scope":"%s"}""".formatted(resource, scope)));
    }

    private static Rule namespaces(String scope) {
        return Rule.of(tree("""
                {"operations":["*"],"apiGroups":[""],"apiVersions":["*"],"resources":["*"],"scope":"%s"}""".formatted(scope)));
    }

    private static ObjectNode tree(String json) {
        return Json.parseObject(json.getBytes(StandardCharsets.UTF_8));
    }
}
