package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldPath;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ports of containers: names, numbers, protocols, and host ports that no two may take. */
final class ContainerPortRules {

    private ContainerPortRules() {}

    static void check(Field ports, Rules rules) {
        Set<String> names = new HashSet<>();
        for (Field port : ports.items()) {
            Field name = port.get("name");
            if (!name.text().isEmpty() && rules.text(name, Names::portName) && !names.add(name.text())) {
                rules.errors().duplicate(name.path(), name.text());
            }
            Field number = port.get("containerPort");
            if (number.number() == 0) {
                rules.required(number);
            } else {
                rules.port(number);
            }
            if (port.get("hostPort").number() != 0) {
                rules.port(port.get("hostPort"));
            }
            Checks.neededOneOf(port.get("protocol"), rules, "SCTP", "TCP", "UDP");
        }
    }

    /** @param path what messages take for the list that the containers are all of */
    static void hostPortsDiffer(List<Field> containers, FieldPath path, Rules rules) {
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            List<Field> ports = containers.get(i).get("ports").items();
            for (int j = 0; j < ports.size(); j++) {
                Field port = ports.get(j);
                long host = port.get("hostPort").number();
                String key =
                        port.get("protocol").text() + "/" + port.get("hostIP").text() + "/" + host;
                if (host != 0 && !taken.add(key)) {
                    rules.errors()
                            .duplicate(path.index(i).child("ports").index(j).child("hostPort"), key);
                }
            }
        }
    }

    /** On the host's network a container's port is the host's; a template may leave it to be filled in. */
    static void matchHostPorts(Field spec, boolean isPod, Rules rules) {
        if (!spec.get("hostNetwork").isTrue()) {
            return;
        }
        for (Field container : spec.get("containers").items()) {
            for (Field port : container.get("ports").items()) {
                long host = port.get("hostPort").number();
                if ((isPod || host != 0) && host != port.get("containerPort").number()) {
                    rules.errors()
                            .invalid(
                                    port.get("hostPort").path(),
                                    host,
                                    "must match `containerPort` when `hostNetwork` is true");
                }
            }
        }
    }
}
