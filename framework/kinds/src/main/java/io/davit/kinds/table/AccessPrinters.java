package io.davit.kinds.table;

import io.davit.model.GroupResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows of what says who may do what. */
final class AccessPrinters {

    private static final String RBAC = "rbac.authorization.k8s.io";

    private AccessPrinters() {}

    static Map<GroupResource, TablePrinter> all() {
        TablePrinter bindings = bindings();
        return Map.of(
                new GroupResource(RBAC, "rolebindings"), bindings,
                new GroupResource(RBAC, "clusterrolebindings"), bindings,
                new GroupResource("certificates.k8s.io", "certificatesigningrequests"), signingRequests());
    }

    private static TablePrinter bindings() {
        return Columns.named()
                .text(
                        "Role",
                        "The role that is given.",
                        b -> Read.text(b, "roleRef", "kind") + "/" + Read.text(b, "roleRef", "name"))
                .age()
                .wide()
                .text("Users", "The users who get it.", b -> subjects(b, "User"))
                .text("Groups", "The groups that get it.", b -> subjects(b, "Group"))
                .text("ServiceAccounts", "The service accounts that get it.", b -> subjects(b, "ServiceAccount"))
                .build();
    }

    private static String subjects(ObjectNode binding, String kind) {
        List<String> names = new ArrayList<>();
        for (JsonNode subject : binding.path("subjects")) {
            if (Read.text(subject, "kind").equals(kind)) {
                String name = Read.text(subject, "name");
                names.add(kind.equals("ServiceAccount") ? Read.text(subject, "namespace") + "/" + name : name);
            }
        }
        return String.join(", ", names);
    }

    private static TablePrinter signingRequests() {
        return Columns.named()
                .age()
                .text("SignerName", "Who is asked to sign.", r -> Read.textOr(Read.NONE, r, "spec", "signerName"))
                .text("Requestor", "Who asks.", r -> Read.text(r, "spec", "username"))
                .text("RequestedDuration", "For how long the certificate should be good.", AccessPrinters::duration)
                .text("Condition", "How far the request has come.", AccessPrinters::condition)
                .build();
    }

    private static String duration(ObjectNode request) {
        return Read.has(request, "spec", "expirationSeconds")
                ? Ages.human(Duration.ofSeconds(Read.integer(request, "spec", "expirationSeconds")))
                : Read.NONE;
    }

    private static String condition(ObjectNode request) {
        String decision = "Pending";
        if (Read.condition(request, "Denied") != null) {
            decision = "Denied";
        } else if (Read.condition(request, "Approved") != null) {
            decision = "Approved";
        }
        String failed = Read.condition(request, "Failed") == null ? "" : ",Failed";
        String issued = Read.text(request, "status", "certificate").isEmpty() ? "" : ",Issued";
        return decision + failed + issued;
    }
}
