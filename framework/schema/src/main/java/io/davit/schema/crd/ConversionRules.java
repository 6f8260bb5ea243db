package io.davit.schema.crd;

import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.name.Names;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How objects of one version become objects of another: not at all, or by a webhook. */
final class ConversionRules {

    private static final String DESIRED = "; desired format: https://host[/path]";
    private static final List<String> REVIEW_VERSIONS = List.of("v1", "v1beta1");

    private ConversionRules() {}

    static void validate(FieldPath path, JsonNode conversion, boolean badCaBundleAllowed, FieldErrors errors) {
        if (!conversion.isObject()) {
            return;
        }
        String strategy = conversion.path("strategy").asString("");
        JsonNode webhook = conversion.path("webhook");
        JsonNode client = webhook.path("clientConfig");
        JsonNode reviewVersions = webhook.path("conversionReviewVersions");
        if (strategy.isEmpty()) {
            errors.required(path.child("strategy"), "");
        } else if (!strategy.equals("None") && !strategy.equals("Webhook")) {
            errors.notSupported(path.child("strategy"), strategy, List.of("None", "Webhook"));
        }
        if (strategy.equals("Webhook")) {
            client(path.child("webhookClientConfig"), client, badCaBundleAllowed, errors);
            reviewVersions(path.child("conversionReviewVersions"), reviewVersions, errors);
        } else {
            if (client.isObject()) {
                errors.forbidden(
                        path.child("webhookClientConfig"), "should not be set when strategy is not set to Webhook");
            }
            if (!reviewVersions.isEmpty()) {
                errors.forbidden(
                        path.child("conversionReviewVersions"),
                        "should not be set when strategy is not set to Webhook");
            }
        }
    }

    /** Whether there is a CA bundle that can't be read. */
    static boolean hasBadCaBundle(JsonNode conversion) {
        String bundle =
                conversion.path("webhook").path("clientConfig").path("caBundle").asString("");
        return !bundle.isEmpty() && caProblem(bundle) != null;
    }

    private static void client(FieldPath path, JsonNode client, boolean badCaBundleAllowed, FieldErrors errors) {
        if (!client.isObject()) {
            errors.required(path, "required when strategy is set to Webhook");
            return;
        }
        JsonNode url = client.path("url");
        JsonNode service = client.path("service");
        if (url.isString() == service.isObject()) {
            errors.required(path, "exactly one of url or service is required");
        } else if (url.isString()) {
            url(path.child("url"), url.stringValue(), errors);
        } else {
            service(path.child("service"), service, errors);
        }
        String bundle = client.path("caBundle").asString("");
        if (!bundle.isEmpty() && !badCaBundleAllowed) {
            String problem = caProblem(bundle);
            if (problem != null) {
                errors.invalid(path.child("caBundle"), bundle, "unable to load root certificates: " + problem);
            }
        }
    }

    private static void url(FieldPath path, String url, FieldErrors errors) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            errors.required(path, "url must be a valid URL: parse " + url + ": " + e.getReason() + DESIRED);
            return;
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        if (!scheme.equals("https")) {
            errors.invalid(path, scheme, "'https' is the only allowed URL scheme" + DESIRED);
        }
        if (uri.getRawAuthority() == null || uri.getRawAuthority().isEmpty()) {
            errors.invalid(path, "", "host must be specified" + DESIRED);
        }
        if (uri.getRawUserInfo() != null) {
            errors.invalid(path, uri.getRawUserInfo(), "user information is not permitted in the URL");
        }
        if (uri.getRawFragment() != null && !uri.getRawFragment().isEmpty()) {
            errors.invalid(path, uri.getRawFragment(), "fragments are not permitted in the URL");
        }
        if (uri.getRawQuery() != null && !uri.getRawQuery().isEmpty()) {
            errors.invalid(path, uri.getRawQuery(), "query parameters are not permitted in the URL");
        }
    }

    private static void service(FieldPath path, JsonNode service, FieldErrors errors) {
        if (service.path("name").asString("").isEmpty()) {
            errors.required(path.child("name"), "service name is required");
        }
        if (service.path("namespace").asString("").isEmpty()) {
            errors.required(path.child("namespace"), "service namespace is required");
        }
        JsonNode port = service.path("port");
        List<String> wrong = Names.portNumber(port.isIntegralNumber() ? port.longValue() : 0);
        if (!wrong.isEmpty()) {
            errors.invalid(path.child("port"), port, "port is not valid: " + String.join(",", wrong));
        }
        urlPath(path.child("path"), service.path("path").asString(""), errors);
    }

    private static void urlPath(FieldPath path, String urlPath, FieldErrors errors) {
        if (urlPath.isEmpty() || urlPath.equals("/")) {
            return;
        }
        if (urlPath.equals("//")) {
            errors.invalid(path, urlPath, "segment[0] may not be empty");
            return;
        }
        if (!urlPath.startsWith("/")) {
            errors.invalid(path, urlPath, "must start with a '/'");
        }
        String inner = urlPath.substring(1, urlPath.length() - (urlPath.length() > 1 && urlPath.endsWith("/") ? 1 : 0));
        String[] segments = inner.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].isEmpty()) {
                errors.invalid(path, urlPath, "segment[" + i + "] may not be empty");
                continue;
            }
            for (String wrong : Names.dns1123Subdomain(segments[i])) {
                errors.invalid(path, urlPath, "segment[" + i + "]: " + wrong);
            }
        }
    }

    private static void reviewVersions(FieldPath path, JsonNode versions, FieldErrors errors) {
        if (versions.isEmpty()) {
            errors.required(path, "");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < versions.size(); i++) {
            String version = versions.path(i).asString("");
            if (!seen.add(version)) {
                errors.invalid(path.index(i), version, "duplicate version");
                continue;
            }
            for (String wrong : Names.dns1035Label(version)) {
                errors.invalid(path.index(i), version, wrong);
            }
        }
        if (REVIEW_VERSIONS.stream().noneMatch(seen::contains)) {
            errors.invalid(path, versions, "must include at least one of " + String.join(", ", REVIEW_VERSIONS));
        }
    }

    private static @Nullable String caProblem(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return "unable to parse bytes as PEM block";
        }
        if (!new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN ")) {
            return "unable to parse bytes as PEM block";
        }
        try {
            boolean none = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes))
                    .isEmpty();
            return none ? "data does not contain any valid RSA or ECDSA certificates" : null;
        } catch (CertificateException e) {
            return "failed to parse certificate: " + e.getMessage();
        }
    }
}
