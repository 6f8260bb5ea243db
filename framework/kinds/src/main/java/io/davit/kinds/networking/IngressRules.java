package io.davit.kinds.networking;

import io.davit.kinds.address.Addresses;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.name.Ip;
import io.davit.model.name.Names;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What must hold for an Ingress. */
final class IngressRules {

    static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";

    private static final List<String> BAD_SEQUENCES = List.of("//", "/./", "/../", "%2f", "%2F");
    private static final List<String> BAD_ENDS = List.of("/..", "/.");

    private final ObjectNode ingress;
    private final Field spec;
    private final Rules rules;

    IngressRules(ObjectNode ingress, FieldErrors errors) {
        this.ingress = ingress;
        this.spec = Field.of(ingress).get("spec");
        this.rules = Rules.into(errors);
    }

    void check() {
        Field backend = spec.get("defaultBackend");
        if (spec.get("rules").size() == 0 && backend.isAbsent()) {
            rules.errors().invalid(spec.path(), null, "either `defaultBackend` or `rules` must be specified");
        }
        if (backend.isPresent()) {
            backend(backend);
        }
        spec.get("rules").items().forEach(this::rule);
        for (Field tls : spec.get("tls").items()) {
            tls.get("hosts").items().forEach(this::host);
            if (!tls.get("secretName").isZero()) {
                rules.text(tls.get("secretName"), Names::dns1123Subdomain);
            }
        }
        if (spec.get("ingressClassName").isPresent()) {
            rules.text(spec.get("ingressClassName"), Names::dns1123Subdomain);
        }
    }

    /** A new Ingress must not name two classes. */
    void checkClassAnnotation() {
        Field annotation = Field.of(ingress).get("metadata", "annotations").get(CLASS_ANNOTATION);
        Field name = spec.get("ingressClassName");
        if (annotation.isPresent() && name.isPresent() && !annotation.text().equals(name.text())) {
            rules.errors()
                    .invalid(
                            FieldPath.of("annotations", CLASS_ANNOTATION),
                            annotation.text(),
                            "must match `ingressClassName` when both are specified");
        }
    }

    private void rule(Field rule) {
        Field host = rule.get("host");
        if (!host.isZero()) {
            if (Ip.lenient(host.text()) != null) {
                rules.invalid(host, "must be a DNS name, not an IP address");
            }
            host(host);
        }
        Field http = rule.get("http");
        if (http.isPresent()) {
            if (http.get("paths").size() == 0) {
                rules.required(http.get("paths"));
            }
            http.get("paths").items().forEach(this::path);
        }
    }

    private void host(Field host) {
        rules.text(host, host.text().contains("*") ? Names::wildcardSubdomain : Names::dns1123Subdomain);
    }

    private void path(Field path) {
        Field type = path.get("pathType");
        Field text = path.get("path");
        if (type.isAbsent()) {
            rules.required(type, "pathType must be specified");
            return;
        }
        switch (type.text()) {
            case "Exact", "Prefix" -> {
                absolute(text);
                for (String bad : BAD_SEQUENCES) {
                    if (text.text().contains(bad)) {
                        rules.invalid(text, "must not contain '" + bad + "'");
                    }
                }
                for (String bad : BAD_ENDS) {
                    if (text.text().endsWith(bad)) {
                        rules.invalid(text, "cannot end with '" + bad + "'");
                    }
                }
            }
            case "ImplementationSpecific" -> {
                if (!text.isZero()) {
                    absolute(text);
                }
            }
            default -> rules.oneOf(type, "Exact", "ImplementationSpecific", "Prefix");
        }
        backend(path.get("backend"));
    }

    private void absolute(Field path) {
        if (!path.text().startsWith("/")) {
            rules.invalidText(path, "must be an absolute path");
        }
    }

    private void backend(Field backend) {
        Field resource = backend.get("resource");
        Field service = backend.get("service");
        if (resource.isPresent() && service.isPresent()) {
            rules.errors().invalid(backend.path(), "", "cannot set both resource and service backends");
        } else if (resource.isPresent()) {
            References.typed(resource, rules);
        } else if (service.isPresent()) {
            service(backend, service);
        } else {
            rules.errors().invalid(backend.path(), "", "resource or service backend is required");
        }
    }

    private void service(Field backend, Field service) {
        rules.neededText(service.get("name"), Names::dns1123Label);
        Field name = service.get("port", "name");
        Field number = service.get("port", "number");
        if (!name.isZero() && !number.isZero()) {
            rules.errors().invalid(backend.path(), "", "cannot set both port name & port number");
        } else if (!name.isZero()) {
            rules.text(name, Names::portName);
        } else if (!number.isZero()) {
            rules.port(number);
        } else {
            rules.required(backend, "port name or number is required");
        }
    }

    void checkStatus() {
        for (Field each :
                Field.of(ingress).get("status", "loadBalancer", "ingress").items()) {
            if (!each.get("ip").isZero()) {
                rules.text(each.get("ip"), Addresses::address);
            }
            Field host = each.get("hostname");
            if (!host.isZero()) {
                rules.text(host, Names::dns1123Subdomain);
                if (Ip.lenient(host.text()) != null) {
                    rules.invalid(host, "must be a DNS name, not an IP address");
                }
            }
        }
    }
}
