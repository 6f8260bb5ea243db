package io.davit.kinds.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows of pods. The status is one word for what matters most: the phase or its reason, then what holds up the init containers,
 * then what the containers are at, then the pod's end.
 */
final class PodPrinter {

    static final TablePrinter PRINTER = Columns.named()
            .text("Ready", "The containers that are ready, of how many.", pod -> {
                State state = State.of(pod);
                return state.ready + "/" + state.containers;
            })
            .text("Status", "What the containers of the pod are at.", pod -> State.of(pod).status)
            .timed(
                    "Restarts",
                    "How often containers have restarted, and when the last one did.",
                    (pod, now) -> State.of(pod).restarts(now))
            .age()
            .wide()
            .text("IP", "The address of the pod.", PodPrinter::address)
            .text("Node", "The node that the pod is bound to.", pod -> Read.textOr(Read.NONE, pod, "spec", "nodeName"))
            .text(
                    "Nominated Node",
                    "The node that is being cleared for the pod.",
                    pod -> Read.textOr(Read.NONE, pod, "status", "nominatedNodeName"))
            .text("Readiness Gates", "The readiness gates that are passed, of how many.", PodPrinter::gates)
            .conditions(PodPrinter::conditions)
            .build();

    private PodPrinter() {}

    private static String address(ObjectNode pod) {
        String first = Read.text(Read.at(pod, "status", "podIPs").path(0), "ip");
        return first.isEmpty() ? Read.textOr(Read.NONE, pod, "status", "podIP") : first;
    }

    private static String gates(ObjectNode pod) {
        JsonNode gates = Read.at(pod, "spec", "readinessGates");
        long passed = 0;
        for (JsonNode gate : gates) {
            JsonNode first = first(pod, Read.text(gate, "conditionType"));
            passed += first != null && Read.text(first, "status").equals("True") ? 1 : 0;
        }
        return gates.isEmpty() ? Read.NONE : passed + "/" + gates.size();
    }

    private static @Nullable JsonNode first(ObjectNode pod, String condition) {
        for (JsonNode each : Read.at(pod, "status", "conditions")) {
            if (Read.text(each, "type").equals(condition)) {
                return each;
            }
        }
        return null;
    }

    private static List<RowCondition> conditions(ObjectNode pod) {
        return switch (Read.text(pod, "status", "phase")) {
            case "Succeeded" ->
                List.of(new RowCondition("Completed", "True", "Succeeded", "The pod has completed successfully."));
            case "Failed" -> List.of(new RowCondition("Completed", "True", "Failed", "The pod failed."));
            default -> List.of();
        };
    }

    /** What is found by walking over the container statuses once. */
    private static final class State {

        private final ObjectNode pod;
        private final Set<String> sidecars = new HashSet<>();
        private String status;
        private long containers;
        private long ready;
        private long restarts;
        private String lastRestart = "";
        private long sidecarRestarts;
        private String lastSidecarRestart = "";

        private State(ObjectNode pod) {
            this.pod = pod;
            this.status = Read.text(pod, "status", "phase");
        }

        static State of(ObjectNode pod) {
            State state = new State(pod);
            state.reason();
            boolean initializing = state.initContainers();
            if (!initializing || Read.isTrue(pod, "Initialized")) {
                state.mainContainers();
            }
            state.end();
            return state;
        }

        String restarts(Instant now) {
            return restarts == 0 || lastRestart.isEmpty()
                    ? Long.toString(restarts)
                    : restarts + " (" + Ages.since(lastRestart, now) + " ago)";
        }

        private void reason() {
            status = Read.textOr(status, pod, "status", "reason");
            for (JsonNode condition : Read.at(pod, "status", "conditions")) {
                if (Read.text(condition, "type").equals("PodScheduled")
                        && Read.text(condition, "reason").equals("SchedulingGated")) {
                    status = "SchedulingGated";
                }
            }
        }

        /** Whether some init container is not done yet. */
        private boolean initContainers() {
            JsonNode specs = Read.at(pod, "spec", "initContainers");
            containers = Read.at(pod, "spec", "containers").size();
            for (JsonNode spec : specs) {
                if (Read.text(spec, "restartPolicy").equals("Always")) {
                    sidecars.add(Read.text(spec, "name"));
                    containers++;
                }
            }
            int index = 0;
            for (JsonNode container : Read.at(pod, "status", "initContainerStatuses")) {
                boolean sidecar = sidecars.contains(Read.text(container, "name"));
                countRestarts(container, sidecar);
                JsonNode terminated = Read.at(container, "state", "terminated");
                boolean done = terminated.isObject() && Read.integer(terminated, "exitCode") == 0;
                boolean runs = sidecar && Read.flag(container, "started");
                if (!done && !runs) {
                    status = "Init:" + initWord(container, index + "/" + specs.size());
                    return true;
                }
                ready += !done && Read.flag(container, "ready") ? 1 : 0;
                index++;
            }
            return false;
        }

        private void countRestarts(JsonNode container, boolean sidecar) {
            long count = Read.integer(container, "restartCount");
            String ended = Read.text(container, "lastState", "terminated", "finishedAt");
            restarts += count;
            lastRestart = later(lastRestart, ended);
            if (sidecar) {
                sidecarRestarts += count;
                lastSidecarRestart = later(lastSidecarRestart, ended);
            }
        }

        private static String initWord(JsonNode container, String progress) {
            JsonNode terminated = Read.at(container, "state", "terminated");
            if (terminated.isObject()) {
                return endWord(terminated);
            }
            String waiting = Read.text(container, "state", "waiting", "reason");
            return waiting.isEmpty() || waiting.equals("PodInitializing") ? progress : waiting;
        }

        private static String endWord(JsonNode terminated) {
            String code = Read.integer(terminated, "signal") != 0
                    ? "Signal:" + Read.integer(terminated, "signal")
                    : "ExitCode:" + Read.integer(terminated, "exitCode");
            return Read.textOr(code, terminated, "reason");
        }

        /** From the last to the first, so that the first container has the last word. Init containers that ended no longer count. */
        private void mainContainers() {
            restarts = sidecarRestarts;
            lastRestart = lastSidecarRestart;
            boolean running = false;
            List<JsonNode> all = new ArrayList<>();
            Read.at(pod, "status", "containerStatuses").forEach(all::add);
            for (JsonNode container : all.reversed()) {
                countRestarts(container, false);
                JsonNode state = container.path("state");
                if (!Read.text(state, "waiting", "reason").isEmpty()) {
                    status = Read.text(state, "waiting", "reason");
                } else if (state.path("terminated").isObject()) {
                    status = endWord(state.path("terminated"));
                } else if (Read.flag(container, "ready")
                        && state.path("running").isObject()) {
                    running = true;
                    ready++;
                }
            }
            if (running && status.equals("Completed")) {
                status = Read.isTrue(pod, "Ready") ? "Running" : "NotReady";
            }
        }

        private void end() {
            String phase = Read.text(pod, "status", "phase");
            if (!Read.terminating(pod)) {
                return;
            }
            if (Read.text(pod, "status", "reason").equals("NodeLost")) {
                status = "Unknown";
            } else if (!phase.equals("Succeeded") && !phase.equals("Failed")) {
                status = "Terminating";
            }
        }

        private static String later(String one, String other) {
            Instant first = Ages.instant(one);
            Instant second = Ages.instant(other);
            return second != null && (first == null || first.isBefore(second)) ? other : one;
        }
    }
}
