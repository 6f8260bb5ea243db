package io.davit.kinds.apiservices;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;

/** What must hold for the address of something that the API server calls. */
public final class WebhookClientRules {

    private static final String FORM = "; desired format: https://host[/path]";

    private WebhookClientRules() {}

    /** A URL, or a service of the cluster; one of both. */
    public static void check(Field client, Rules rules) {
        Field url = client.get("url");
        Field service = client.get("service");
        if (url.isPresent() == service.isPresent()) {
            rules.required(client, "exactly one of url or service is required");
        } else if (url.isPresent()) {
            url(url, rules);
        } else {
            // Upstream mixes the two up.
            if (service.get("namespace").isZero()) {
                rules.required(service.get("name"));
            }
            if (service.get("name").isZero()) {
                rules.required(service.get("namespace"));
            }
            port(service.get("port"), rules);
            path(service.get("path"), rules);
        }
    }

    static void port(Field port, Rules rules) {
        Names.portNumber(port.number())
                .forEach(wrong -> rules.errors().invalid(port.path(), port.number(), "port is not valid: " + wrong));
    }

    private static void url(Field url, Rules rules) {
        WebAddress address = WebAddress.of(url.text());
        if (!address.problem().isEmpty()) {
            rules.required(url, "url must be a valid URL: " + address.problem() + FORM);
            return;
        }
        FieldErrors errors = rules.errors();
        if (!address.scheme().equals("https")) {
            errors.invalid(url.path(), address.scheme(), "'https' is the only allowed URL scheme" + FORM);
        }
        if (address.host().isEmpty()) {
            errors.invalid(url.path(), "", "host must be specified" + FORM);
        }
        if (!address.user().isEmpty()) {
            errors.invalid(url.path(), address.user(), "user information is not permitted in the URL");
        }
        if (!address.fragment().isEmpty()) {
            errors.invalid(url.path(), address.fragment(), "fragments are not permitted in the URL");
        }
        if (!address.query().isEmpty()) {
            errors.invalid(url.path(), address.query(), "query parameters are not permitted in the URL");
        }
    }

    private static void path(Field path, Rules rules) {
        String text = path.text();
        if (text.isEmpty() || text.equals("/")) {
            return;
        }
        if (text.equals("//")) {
            rules.invalid(path, "segment[0] may not be empty");
            return;
        }
        if (!text.startsWith("/")) {
            rules.invalid(path, "must start with a '/'");
        }
        // Upstream cuts the first byte off, be it a slash or a part of a letter.
        String rest = text.charAt(0) < 0x80 ? text.substring(1) : "\uFFFD" + text.substring(1);
        String[] segments = (rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String at = "segment[" + i + "]";
            if (segments[i].isEmpty()) {
                rules.invalid(path, at + " may not be empty");
            } else {
                Names.dns1123Subdomain(segments[i]).forEach(wrong -> rules.invalid(path, at + ": " + wrong));
            }
        }
    }
}
