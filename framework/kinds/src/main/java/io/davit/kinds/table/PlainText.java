package io.davit.kinds.table;

import io.davit.model.json.Json;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Values as text, as a Go program prints them: whole numbers in full, very large and very small ones with an exponent. */
final class PlainText {

    private PlainText() {}

    static String of(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        return value.isNumber() && !value.isIntegralNumber() ? number(value.doubleValue(), -4) : value.asString("");
    }

    /** Compact JSON with sorted keys. */
    static String json(JsonNode value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(JsonNode value, StringBuilder text) {
        if (value.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
            String separator = "{";
            for (Map.Entry<String, JsonNode> each : sorted.entrySet()) {
                text.append(separator).append(quoted(each.getKey())).append(':');
                write(each.getValue(), text);
                separator = ",";
            }
            text.append(sorted.isEmpty() ? "{}" : "}");
        } else if (value.isArray()) {
            text.append('[');
            for (Iterator<JsonNode> all = value.iterator(); all.hasNext(); ) {
                write(all.next(), text);
                text.append(all.hasNext() ? "," : "");
            }
            text.append(']');
        } else if (value.isString()) {
            text.append(quoted(value.stringValue()));
        } else if (value.isNumber() && !value.isIntegralNumber()) {
            text.append(number(value.doubleValue(), -6));
        } else {
            text.append(Json.text(value));
        }
    }

    private static String quoted(String text) {
        return Json.quote(text).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static String number(double value, int smallest) {
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent >= smallest && exponent < 21) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String sign = exact.signum() < 0 ? "-" : "";
        String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + power;
    }
}
