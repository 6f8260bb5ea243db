package io.davit.kinds.config;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.GoJson;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Secrets: every known type needs its keys, and the type stays. */
final class SecretStrategy extends KindStrategy {

    private static final String ACCOUNT = "kubernetes.io/service-account.name";
    private static final String TLS = "kubernetes.io/tls";

    SecretStrategy() {
        super(Names::dns1123Subdomain);
    }

    @Override
    public void defaults(ObjectNode object) {
        Field plain = Field.of(object).get("stringData");
        for (Field.Entry entry : plain.entries()) {
            byte[] bytes = entry.value().text().getBytes(StandardCharsets.UTF_8);
            Fill.object(object, "data").put(entry.key(), Base64.getEncoder().encodeToString(bytes));
        }
        object.remove("stringData");
        Fill.text(object, "type", "Opaque");
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field data = Field.of(object).get("data");
        Rules rules = Rules.into(errors);
        Content.keys(data, rules);
        if (Content.binaryBytes(data) > Content.MOST_BYTES) {
            errors.tooLong(data.path(), Content.MOST_BYTES);
        }
        switch (Field.of(object).get("type").text()) {
            case "kubernetes.io/service-account-token" ->
                rules.needed(Field.of(object).get("metadata", "annotations").key(ACCOUNT));
            case "kubernetes.io/dockercfg" -> json(data.key(".dockercfg"), rules);
            case "kubernetes.io/dockerconfigjson" -> json(data.key(".dockerconfigjson"), rules);
            case "kubernetes.io/basic-auth" -> {
                if (data.key("username").isAbsent() && data.key("password").isAbsent()) {
                    rules.required(data.key("username"));
                    rules.required(data.key("password"));
                }
            }
            case "kubernetes.io/ssh-auth" -> rules.needed(data.key("ssh-privatekey"));
            case TLS -> {
                present(data.key("tls.crt"), rules);
                present(data.key("tls.key"), rules);
            }
            default -> {}
        }
    }

    private static void present(Field value, Rules rules) {
        if (value.isAbsent()) {
            rules.required(value);
        }
    }

    private static void json(Field value, Rules rules) {
        if (value.isAbsent()) {
            rules.required(value);
            return;
        }
        String wrong = GoJson.objectProblem(new String(Content.decoded(value), StandardCharsets.UTF_8));
        if (!wrong.isEmpty()) {
            rules.errors().invalid(value.path(), "<secret contents redacted>", wrong);
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        rules.immutable(Field.of(object).get("type"), Field.of(old).get("type"));
        Content.closed(object, old, rules, "data");
        validate(object, errors);
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        Field secret = Field.of(object);
        if (secret.get("type").is(TLS)) {
            TlsPair.problem(
                            Content.decoded(secret.get("data").key("tls.crt")),
                            Content.decoded(secret.get("data").key("tls.key")))
                    .forEach(warn);
        }
    }
}
