package io.davit.registry.admission;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.registry.LocalRegistry;
import io.davit.registry.Target;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PriorityTest {

    private final LocalRegistry local = new LocalRegistry();

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void theSystemsOwnClassesStay() {
        assertThatThrownBy(() -> local.delete(priorityClass("system-node-critical")))
                .hasMessage("priorityclasses.scheduling.k8s.io \"system-node-critical\" is forbidden: this is a system"
                        + " priority class and cannot be deleted");
    }

    @Test
    void otherClassesMayGo() {
        local.create(
                priorityClass(""),
                "{'apiVersion':'scheduling.k8s.io/v1','kind':'PriorityClass','metadata':{'name':'high'},'value':5}");
        local.delete(priorityClass("high"));
    }

    private Target priorityClass(String name) {
        return local.target("scheduling.k8s.io/v1/priorityclasses", "", name);
    }
}
