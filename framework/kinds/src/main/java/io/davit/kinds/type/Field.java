package io.davit.kinds.type;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A field of a Go struct. */
public final class Field {

    private final String name;
    private final GoType type;
    private final boolean omitEmpty;
    private final boolean omitZero;
    private final boolean required;
    private final int number;
    private final String factsText;
    private volatile @Nullable JsonNode facts;

    Field(
            String name,
            GoType type,
            boolean omitEmpty,
            boolean omitZero,
            boolean required,
            int number,
            String factsText) {
        this.name = name;
        this.type = type;
        this.omitEmpty = omitEmpty;
        this.omitZero = omitZero;
        this.required = required;
        this.number = number;
        this.factsText = factsText;
    }

    /** The name in JSON; {@code -} for a struct whose fields stand in its owner's place. */
    public String name() {
        return name;
    }

    public GoType type() {
        return type;
    }

    public boolean pointer() {
        return type instanceof GoType.Pointer;
    }

    public boolean omitEmpty() {
        return omitEmpty;
    }

    /** Whether a struct or time without content is left out of JSON. */
    public boolean omitZero() {
        return omitZero;
    }

    /** Whether OpenAPI calls it required. */
    public boolean required() {
        return required;
    }

    /** The protobuf field number; 0 when protobuf does not carry the field. */
    public int number() {
        return number;
    }

    public boolean inline() {
        return name.equals("-");
    }

    /** What OpenAPI says beyond the type: {@code listType}, {@code format}, {@code enum}, …; {@code default3} and {@code enum3} are OpenAPI v3's. */
    public JsonNode facts() {
        JsonNode known = facts;
        if (known == null) {
            known = factsText.isEmpty() ? Json.object() : Json.parse(factsText);
            facts = known;
        }
        return known;
    }

    /** A fact that is a list of texts; empty when absent. */
    public List<String> factTexts(String fact) {
        List<String> texts = new ArrayList<>();
        facts().path(fact).forEach(element -> texts.add(element.asString()));
        return texts;
    }

    @Override
    public String toString() {
        return name + " " + type.display();
    }
}
