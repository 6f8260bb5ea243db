package io.davit.registry.crd;

import io.davit.cel.Budget;
import io.davit.cel.rule.Rules;
import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.Strategy;
import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import io.davit.registry.family.ScalePaths;
import io.davit.schema.Correlation;
import io.davit.schema.Defaulter;
import io.davit.schema.Schema;
import io.davit.schema.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules of a custom resource: its schema's, and upstream's for generation and status. */
final class CustomStrategy implements Strategy {

    private static final Set<String> BLOCKING = Set.of(
            "FieldValueNotSupported",
            "FieldValueRequired",
            "FieldValueTooLong",
            "FieldValueTooMany",
            "FieldValueTypeInvalid");

    private final GroupVersionKind kind;
    private final Schema schema;
    private final boolean status;
    private final ScaleRules scaleRules;

    /** Made when they are first needed: a definition may be one of many that nobody writes objects of. */
    private final Lazy<@Nullable Rules> rules;

    CustomStrategy(ResourceDefinition definition, Schema schema, @Nullable ScalePaths scale) {
        this.kind = definition.kind();
        this.schema = schema;
        this.status = definition.subresource("status") != null;
        this.scaleRules = new ScaleRules(scale);
        this.rules = new Lazy<>(() -> Rules.of(schema, true));
    }

    @Override
    public void defaults(ObjectNode object) {
        Defaulter.fill(object, schema);
    }

    @Override
    public void prepareForCreate(ObjectNode object) {
        if (status) {
            object.remove("status");
        }
        Meta.of(object).generation(1);
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode old) {
        if (status) {
            keep("status", object, old);
        }
        if (!content(object).equals(content(old))) {
            Meta.of(object).generation(Meta.of(old).generation() + 1);
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        checkType(object);
        errors.addAll(Validator.validate(object, schema));
        scaleRules.validate(object, errors);
        Rules known = rules.get();
        if (known != null && !isBlocked(errors)) {
            known.check(FieldPath.root(), object, Budget.perObject(), errors);
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        checkType(object);
        Correlation change = Correlation.of(object, old, schema);
        errors.addAll(Validator.validateUpdate(object, old, change, schema));
        scaleRules.validate(object, errors);
        checkRules(object, old, change, errors);
    }

    private void checkRules(ObjectNode object, ObjectNode old, Correlation change, FieldErrors errors) {
        Rules known = rules.get();
        if (known != null && !isBlocked(errors)) {
            known.checkUpdate(FieldPath.root(), object, old, change, Budget.perObject(), errors, errors::warn);
        }
    }

    /** An object of the wrong form is not what its rules are about. */
    private static boolean isBlocked(FieldErrors errors) {
        boolean blocked = errors.causes().stream().anyMatch(cause -> BLOCKING.contains(cause.reason()));
        if (blocked) {
            errors.invalid(
                    FieldPath.root(),
                    null,
                    "some validation rules were not checked because the object was invalid; correct the existing errors to complete validation");
        }
        return blocked;
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        FinalizerNames.check(object, old, warn);
    }

    /** An object of another kind or version is refused as what it says it is, and nothing else is told of it. */
    private void checkType(ObjectNode object) {
        String apiVersion = object.path("apiVersion").asString("");
        String said = object.path("kind").asString("");
        FieldErrors errors = new FieldErrors();
        if (!said.equals(kind.kind())) {
            errors.invalid(FieldPath.of("kind"), said, "must be " + kind.kind());
        }
        if (!apiVersion.equals(kind.apiVersion())) {
            errors.invalid(FieldPath.of("apiVersion"), apiVersion, "must be " + kind.apiVersion());
        }
        if (!errors.isEmpty()) {
            String group = apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
            throw ApiException.invalid(group, said, Meta.of(object).name(), errors.causes());
        }
    }

    @Override
    public List<String> checkName(String name, boolean prefix) {
        return Names.dns1123Subdomain(prefix ? withoutDash(name) : name);
    }

    @Override
    public boolean allowUnconditionalUpdate() {
        return false;
    }

    @Override
    public @Nullable Strategy subresource(String name) {
        return name.equals("status") && status ? new OfStatus() : null;
    }

    /** What the generation counts changes of: everything but metadata, and but the status where that has a path of its own. */
    private ObjectNode content(ObjectNode object) {
        ObjectNode content = Json.object();
        object.properties().forEach(field -> {
            if (!field.getKey().equals("metadata") && !(status && field.getKey().equals("status"))) {
                content.set(field.getKey(), field.getValue());
            }
        });
        return content;
    }

    private static void keep(String field, ObjectNode object, ObjectNode old) {
        JsonNode kept = old.get(field);
        if (kept == null) {
            object.remove(field);
        } else {
            object.set(field, kept);
        }
    }

    private static String withoutDash(String prefix) {
        return prefix.endsWith("-") ? prefix.substring(0, prefix.length() - 1) : prefix;
    }

    /** Writes through the status subresource: nothing else changes, of metadata only what upstream lets through. */
    private final class OfStatus implements Strategy {

        @Override
        public void defaults(ObjectNode object) {
            CustomStrategy.this.defaults(object);
        }

        @Override
        public void prepareForUpdate(ObjectNode object, ObjectNode old) {
            List<String> names = new ArrayList<>(object.propertyNames());
            for (String name : names) {
                if (!name.equals("status") && !name.equals("metadata")) {
                    keep(name, object, old);
                }
            }
            old.propertyNames().forEach(name -> {
                if (!name.equals("status") && !name.equals("metadata")) {
                    keep(name, object, old);
                }
            });
            ObjectNode managed = Meta.of(object).node();
            JsonNode managers = managed.get("managedFields");
            object.set("metadata", Meta.of(old).node().deepCopy());
            if (managers != null) {
                Meta.of(object).node().set("managedFields", managers);
            }
        }

        @Override
        public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
            checkType(object);
            Correlation change = Correlation.of(object, old, schema);
            errors.addAll(Validator.validateStatusUpdate(object, old, change, schema));
            scaleRules.validateStatus(object, errors);
            checkRules(object, old, change, errors);
        }

        @Override
        public List<String> checkName(String name, boolean prefix) {
            return CustomStrategy.this.checkName(name, prefix);
        }

        @Override
        public boolean allowUnconditionalUpdate() {
            return false;
        }
    }
}
