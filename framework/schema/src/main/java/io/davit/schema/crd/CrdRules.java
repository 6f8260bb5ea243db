package io.davit.schema.crd;

import io.davit.model.error.Cause;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.model.name.Names;
import io.davit.schema.Formats;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The defaults of a CustomResourceDefinition, and everything that can be wrong with one, in the words and with the paths of the API.
 *
 * <p>Rules for metadata that hold for every kind are left out.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/">CustomResourceDefinition</a>
 */
public final class CrdRules {

    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STORED_VERSIONS = FieldPath.of("status", "storedVersions");
    private static final int MAX_DEPRECATION_WARNING_BYTES = 256;

    private CrdRules() {}

    /** Fills in names, conversion, and the storage version where no version is stored, in place; idempotent. */
    public static void applyDefaults(ObjectNode crd) {
        if (crd.path("status").path("storedVersions").isEmpty()) {
            recordStorageVersion(crd);
        }
        if (!(crd.get("spec") instanceof ObjectNode spec)) {
            return;
        }
        if (!(spec.get("names") instanceof ObjectNode)) {
            spec.set("names", Json.object().put("plural", "").put("kind", ""));
        }
        ObjectNode names = (ObjectNode) spec.path("names");
        String kind = names.path("kind").asString("");
        if (names.path("singular").asString("").isEmpty() && !kind.isEmpty()) {
            names.put("singular", kind.toLowerCase(Locale.ROOT));
        }
        if (names.path("listKind").asString("").isEmpty() && !kind.isEmpty()) {
            names.put("listKind", kind + "List");
        }
        if (!spec.path("conversion").isObject()) {
            spec.set("conversion", Json.object().put("strategy", "None"));
        }
        JsonNode service =
                spec.path("conversion").path("webhook").path("clientConfig").path("service");
        if (service instanceof ObjectNode reference && !reference.path("port").isNumber()) {
            reference.put("port", 443);
        }
    }

    /** Records the storage version of a new definition as stored, in place. */
    public static void recordStorageVersion(ObjectNode crd) {
        for (JsonNode version : crd.path("spec").path("versions")) {
            if (version.path("storage").asBoolean(false)) {
                String name = version.path("name").asString("");
                ObjectNode status = crd.get("status") instanceof ObjectNode there ? there : crd.putObject("status");
                ArrayNode stored = status.get("storedVersions") instanceof ArrayNode there
                        ? there
                        : status.putArray("storedVersions");
                if (stored.valueStream().noneMatch(each -> each.asString("").equals(name))) {
                    stored.add(name);
                }
                return;
            }
        }
    }

    public static List<Cause> validateCreate(ObjectNode crd, RuleChecker rules) {
        FieldErrors errors = new FieldErrors();
        CrdSpec spec = CrdSpec.of(crd);
        String name = crd.path("metadata").path("name").asString("");
        String wanted = spec.names().path("plural").asString("") + "." + spec.text("group");
        if (!name.isEmpty() && !name.equals(wanted)) {
            errors.invalid(FieldPath.of("metadata", "name"), name, "must be spec.names.plural+\".\"+spec.group");
        }
        spec(spec, new Context(true, rules, Set.of()), errors);
        status(crd, spec, errors);
        ApprovalPolicy.validate(crd, null, errors);
        preservesUnknownFields(spec, null, errors);
        return errors.causes();
    }

    public static List<Cause> validateUpdate(ObjectNode crd, ObjectNode old, RuleChecker rules) {
        FieldErrors errors = new FieldErrors();
        CrdSpec spec = CrdSpec.of(crd);
        CrdSpec before = CrdSpec.of(old);
        boolean established = Conditions.isTrue(old, Conditions.ESTABLISHED);
        boolean badCaBundleAllowed = !established || ConversionRules.hasBadCaBundle(before.conversion());
        spec(spec, new Context(badCaBundleAllowed, rules, unchanged(spec, before)), errors);
        if (established) {
            immutable(SPEC.child("scope"), spec.text("scope"), before.text("scope"), errors);
            immutable(SPEC.child("names", "kind"), name(spec, "kind"), name(before, "kind"), errors);
        }
        immutable(SPEC.child("group"), spec.text("group"), before.text("group"), errors);
        immutable(SPEC.child("names", "plural"), name(spec, "plural"), name(before, "plural"), errors);
        status(crd, spec, errors);
        ApprovalPolicy.validate(crd, old, errors);
        preservesUnknownFields(spec, before, errors);
        return errors.causes();
    }

    /** The versions whose schemas are as they were. */
    private static Set<String> unchanged(CrdSpec spec, CrdSpec before) {
        Set<String> same = new HashSet<>();
        for (JsonNode version : spec.versions()) {
            for (JsonNode old : before.versions()) {
                if (old.path("name").equals(version.path("name"))
                        && Json.same(old.path("schema"), version.path("schema"))) {
                    same.add(version.path("name").asString(""));
                }
            }
        }
        return same;
    }

    /** What a check needs to know beside the definition. */
    private record Context(boolean badCaBundleAllowed, RuleChecker rules, Set<String> unchanged) {}

    public static List<Cause> validateStatusUpdate(ObjectNode crd) {
        FieldErrors errors = new FieldErrors();
        NameRules.validate(
                FieldPath.of("status", "acceptedNames"), crd.path("status").path("acceptedNames"), errors);
        return errors.causes();
    }

    /** What deserves a warning though it is accepted: formats that nobody checks. */
    public static List<String> warnings(ObjectNode crd) {
        Set<String> warnings = new LinkedHashSet<>();
        for (JsonNode version : crd.path("spec").path("versions")) {
            formats(version.path("schema").path("openAPIV3Schema"), warnings);
        }
        return new ArrayList<>(warnings);
    }

    private static void formats(JsonNode schema, Set<String> warnings) {
        String format = schema.path("format").asString("");
        if (!format.isEmpty() && !Formats.supported(format, schema.path("type").asString(""))) {
            warnings.add("unrecognized format " + Json.quote(format));
        }
        schema.path("properties").forEach(each -> formats(each, warnings));
        for (String below : List.of("items", "additionalProperties", "not")) {
            if (schema.path(below).isObject()) {
                formats(schema.path(below), warnings);
            }
        }
        for (String below : List.of("allOf", "anyOf", "oneOf")) {
            schema.path(below).forEach(each -> formats(each, warnings));
        }
    }

    private static void spec(CrdSpec spec, Context context, FieldErrors errors) {
        group(spec.text("group"), errors);
        String scope = spec.text("scope");
        if (scope.isEmpty()) {
            errors.required(SPEC.child("scope"), "");
        } else if (!scope.equals("Cluster") && !scope.equals("Namespaced")) {
            errors.notSupported(SPEC.child("scope"), scope, List.of("Cluster", "Namespaced"));
        }
        versions(spec, context, errors);
        for (String field : List.of("plural", "singular", "kind", "listKind")) {
            if (name(spec, field).isEmpty()) {
                errors.required(SPEC.child("names", field), "");
            }
        }
        NameRules.validate(SPEC.child("names"), spec.names(), errors);
        JsonNode schema = spec.shared("schema");
        if (schema != null) {
            schema(SPEC.child("validation"), schema, spec.hasStatus(), context.rules(), false, errors);
        }
        SubresourceRules.validate(SPEC.child("subresources"), spec.shared("subresources"), errors);
        SubresourceRules.columns(
                SPEC.child("additionalPrinterColumns"), spec.shared("additionalPrinterColumns"), errors);
        JsonNode fields = spec.shared("selectableFields");
        if (fields != null && schema == null) {
            errors.invalid(SPEC.child("selectableFields"), "", "may only be set when validations.schema is included");
        } else if (fields != null) {
            JsonNode first = spec.versions().get(0).path("schema").path("openAPIV3Schema");
            SelectableFieldRules.validate(SPEC.child("selectableFields"), fields, first, errors);
        }
        ConversionRules.validate(SPEC.child("conversion"), spec.conversion(), context.badCaBundleAllowed(), errors);
    }

    private static void group(String group, FieldErrors errors) {
        if (group.isEmpty()) {
            errors.required(SPEC.child("group"), "");
            return;
        }
        List<String> wrong = Names.dns1123Subdomain(group);
        if (!wrong.isEmpty()) {
            errors.invalid(SPEC.child("group"), group, String.join(",", wrong));
        } else if (group.indexOf('.') < 0) {
            errors.invalid(SPEC.child("group"), group, "should be a domain with at least one dot");
        }
    }

    private static void versions(CrdSpec spec, Context context, FieldErrors errors) {
        FieldPath path = SPEC.child("versions");
        List<JsonNode> versions = spec.versions();
        for (int i = 0; i < versions.size(); i++) {
            if (!versions.get(i).path("schema").path("openAPIV3Schema").isObject()) {
                errors.required(path.index(i).child("schema", "openAPIV3Schema"), "");
            }
        }
        Set<String> names = new HashSet<>();
        int storage = 0;
        for (int i = 0; i < versions.size(); i++) {
            JsonNode version = versions.get(i);
            String name = version.path("name").asString("");
            names.add(name);
            storage += version.path("storage").asBoolean(false) ? 1 : 0;
            List<String> wrong = Names.dns1035Label(name);
            if (!wrong.isEmpty()) {
                errors.invalid(path.index(i).child("name"), name, String.join(",", wrong));
            }
            version(path.index(i), version, spec, context, errors);
        }
        if (names.size() < versions.size()) {
            errors.invalid(path, shown(spec), "must contain unique version names");
        }
        if (storage != 1) {
            errors.invalid(
                    path,
                    spec.node("versions").isArray() ? shown(spec) : null,
                    "must have exactly one version marked as storage version");
        }
        String first = versions.isEmpty() ? "" : versions.get(0).path("name").asString("");
        List<String> wrong = Names.dns1035Label(first);
        if (!first.isEmpty() && !wrong.isEmpty()) {
            errors.invalid(SPEC.child("version"), first, String.join(",", wrong));
        }
    }

    /** The versions as upstream prints its own structure of them: what all of them share is not in them. */
    private static JsonNode shown(CrdSpec spec) {
        ArrayNode all = Json.array();
        for (JsonNode version : spec.versions()) {
            JsonNode warning = version.path("deprecationWarning");
            ObjectNode one = all.addObject()
                    .put("Name", version.path("name").asString(""))
                    .put("Served", version.path("served").asBoolean(false))
                    .put("Storage", version.path("storage").asBoolean(false))
                    .put("Deprecated", version.path("deprecated").asBoolean(false))
                    .put("DeprecationWarning", warning.isString() ? warning.stringValue() : null);
            for (String field : List.of("schema", "subresources", "additionalPrinterColumns", "selectableFields")) {
                one.set(
                        field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1),
                        Internal.ofVersion(field, spec.own(version, field)));
            }
        }
        return all;
    }

    private static void version(FieldPath path, JsonNode version, CrdSpec spec, Context context, FieldErrors errors) {
        deprecation(path.child("deprecationWarning"), version, errors);
        JsonNode schema = spec.own(version, "schema");
        if (schema != null) {
            boolean unchanged =
                    context.unchanged().contains(version.path("name").asString(""));
            schema(path.child("schema"), schema, CrdSpec.hasStatus(version), context.rules(), unchanged, errors);
        }
        SubresourceRules.validate(path.child("subresources"), spec.own(version, "subresources"), errors);
        SubresourceRules.columns(
                path.child("additionalPrinterColumns"), spec.own(version, "additionalPrinterColumns"), errors);
        JsonNode fields = spec.own(version, "selectableFields");
        if (fields != null) {
            SelectableFieldRules.validate(
                    path.child("selectableFields"),
                    fields,
                    version.path("schema").path("openAPIV3Schema"),
                    errors);
        }
    }

    private static void deprecation(FieldPath path, JsonNode version, FieldErrors errors) {
        JsonNode warning = version.path("deprecationWarning");
        if (!warning.isString()) {
            return;
        }
        String text = warning.stringValue();
        if (!version.path("deprecated").asBoolean(false)) {
            errors.invalid(path, text, "can only be set for deprecated versions");
            return;
        }
        if (text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_DEPRECATION_WARNING_BYTES) {
            errors.invalid(path, text, "must be <= 256 characters long");
        }
        if (text.isEmpty()) {
            errors.invalid(path, text, "must not be an empty string");
        }
        for (int i = 0; i < text.length(); i++) {
            int type = Character.getType(text.charAt(i));
            boolean blank = type == Character.SPACE_SEPARATOR && text.charAt(i) != ' ';
            if (Character.isISOControl(text.charAt(i))
                    || blank
                    || type == Character.FORMAT
                    || type == Character.UNASSIGNED
                    || type == Character.LINE_SEPARATOR) {
                int index = text.substring(0, i).getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
                // Upstream shows this text as JSON, others as Go quotes them.
                errors.add(new Cause(
                        "FieldValueInvalid",
                        "Invalid value: " + Json.quote(text)
                                + ": must only contain printable UTF-8 characters; non-printable character found at index "
                                + index,
                        path.toString()));
                return;
            }
        }
    }

    /** Rules are looked at once the schema is known to be structural and its defaults to be valid. */
    private static void schema(
            FieldPath path,
            JsonNode validation,
            boolean status,
            RuleChecker rules,
            boolean unchanged,
            FieldErrors errors) {
        if (!(validation.path("openAPIV3Schema") instanceof ObjectNode schema)) {
            return;
        }
        FieldPath at = path.child("openAPIV3Schema");
        if (status) {
            SchemaRules.rootWithStatus(at, schema, errors);
        }
        if (schema.path("nullable").asBoolean(false)) {
            errors.forbidden(at.child("nullable"), "nullable cannot be true at the root");
        }
        boolean structural = false;
        if (StructuralRules.isStructure(schema)) {
            List<Cause> wrong = StructuralRules.validate(at, schema);
            List<Cause> defaults = wrong.isEmpty() ? DefaultRules.validate(at, schema, rules) : wrong;
            errors.addAll(defaults);
            structural = defaults.isEmpty();
        }
        FieldErrors form = new FieldErrors();
        SchemaRules.validate(at, schema, form);
        errors.addAll(form.causes());
        if (structural) {
            errors.addAll(rules.rules(at, schema, unchanged, node -> isInOrder(node, form)));
        }
    }

    private static boolean isInOrder(FieldPath node, FieldErrors form) {
        String path = node.toString();
        return form.causes().stream()
                .noneMatch(cause -> cause.field().startsWith(path)
                        && (cause.field().length() == path.length()
                                || cause.field().charAt(path.length()) == '.'
                                || cause.field().charAt(path.length()) == '['));
    }

    private static void status(ObjectNode crd, CrdSpec spec, FieldErrors errors) {
        JsonNode status = crd.path("status");
        NameRules.validate(FieldPath.of("status", "acceptedNames"), status.path("acceptedNames"), errors);
        JsonNode stored = status.path("storedVersions");
        if (!stored.isArray() || stored.isEmpty()) {
            errors.invalid(STORED_VERSIONS, null, "must have at least one stored version");
            return;
        }
        Set<String> known = new HashSet<>();
        for (JsonNode version : spec.versions()) {
            String name = version.path("name").asString("");
            // upstream looks for each stored version once: a second version of the same name finds none
            boolean isStored = known.add(name)
                    && stored.valueStream().anyMatch(each -> each.asString("").equals(name));
            if (version.path("storage").asBoolean(false) && !isStored) {
                errors.invalid(STORED_VERSIONS, stored, "must have the storage version " + name);
            }
        }
        for (int i = 0; i < stored.size(); i++) {
            String name = stored.path(i).asString("");
            if (!known.contains(name)) {
                errors.invalid(
                        STORED_VERSIONS.index(i),
                        name,
                        "missing from spec.versions; " + name + " was previously a storage version, and must remain in"
                                + " spec.versions until a storage migration ensures no data remains persisted in "
                                + name
                                + " and removes " + name + " from status.storedVersions");
            }
        }
    }

    private static void preservesUnknownFields(CrdSpec spec, @Nullable CrdSpec before, FieldErrors errors) {
        boolean was = before != null && before.node("preserveUnknownFields").asBoolean(false);
        if (spec.node("preserveUnknownFields").asBoolean(false) && spec.hasDefaults()) {
            errors.invalid(
                    SPEC.child("preserveUnknownFields"), true, "must be false in order to use defaults in the schema");
        }
        if (spec.node("preserveUnknownFields").asBoolean(false) && !was) {
            errors.invalid(
                    SPEC.child("preserveUnknownFields"),
                    true,
                    "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead");
        }
    }

    private static void immutable(FieldPath path, String now, String before, FieldErrors errors) {
        if (!now.equals(before)) {
            errors.invalid(path, now, "field is immutable");
        }
    }

    private static String name(CrdSpec spec, String field) {
        return spec.names().path(field).asString("");
    }
}
