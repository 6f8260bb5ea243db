package io.davit.kinds.codec;

import io.davit.model.error.Quoted;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A list or a map where a key should be, in Go's syntax, as upstream shows it: <code>name: {{ .Values.name }}</code>, a template that
 * was sent without being rendered, is the most common.
 */
final class YamlKey {

    private YamlKey() {}

    static String shown(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(YamlKey::shown).collect(Collectors.joining(", ", "[]interface {}{", "}"));
        }
        if (value.isObject()) {
            return value.propertyStream()
                    .sorted(java.util.Map.Entry.comparingByKey())
                    .map(member -> Quoted.of(member.getKey()) + ":" + shown(member.getValue()))
                    .collect(Collectors.joining(", ", "map[interface {}]interface {}{", "}"));
        }
        return value.isNull() ? "interface {}(nil)" : Quoted.value(value);
    }
}
