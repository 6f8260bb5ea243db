package io.davit.kinds.codec;

import io.davit.model.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** What a plain YAML scalar means, by YAML 1.1. */
final class YamlScalar {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUES =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSES =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final int MAX_DIGITS = 1000;

    private YamlScalar() {}

    static JsonNode text(String value) {
        return StringNode.valueOf(value);
    }

    static JsonNode binary(String value) throws YamlBody.Unreadable {
        try {
            byte[] bytes = Base64.getDecoder().decode(value.replaceAll("\\s", ""));
            return text(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new YamlBody.Unreadable("yaml: !!binary value contains invalid base64 data");
        }
    }

    /** A scalar that says what it is. */
    static JsonNode tagged(String value, String tag) throws YamlBody.Unreadable {
        JsonNode read = plain(value);
        if (read.isString()) {
            throw new YamlBody.Unreadable("yaml: cannot decode !!str `" + value + "` as a !!" + tag);
        }
        return read;
    }

    static JsonNode plain(String value) throws YamlBody.Unreadable {
        if (NULLS.contains(value)) {
            return NullNode.getInstance();
        }
        if (TRUES.contains(value)) {
            return BooleanNode.TRUE;
        }
        if (FALSES.contains(value)) {
            return BooleanNode.FALSE;
        }
        char first = value.charAt(0);
        if (first != '-' && first != '+' && first != '.' && (first < '0' || first > '9')) {
            return text(value);
        }
        if (NOT_FINITE.matcher(value).matches()) {
            throw new YamlBody.Unreadable("json: unsupported value: " + notFinite(value));
        }
        JsonNode number = value.length() > MAX_DIGITS ? null : number(value);
        return number == null ? text(value) : number;
    }

    private static String notFinite(String value) {
        return value.endsWith("n") || value.endsWith("N") ? "NaN" : value.startsWith("-") ? "-Inf" : "+Inf";
    }

    private static @Nullable JsonNode number(String value) {
        String bare = value.replace("_", "");
        BigInteger whole = whole(bare);
        if (whole != null && (whole.bitLength() < 64 || (whole.signum() > 0 && whole.bitLength() == 64))) {
            return integer(whole);
        }
        if (!FLOAT.matcher(bare).matches()) {
            return null;
        }
        double number = Double.parseDouble(bare);
        if (!Double.isFinite(number)) {
            return null;
        }
        boolean plain = number == Math.rint(number) && Math.abs(number) < 1e21;
        return plain
                ? integer(new BigDecimal(number).toBigInteger())
                : Json.mapper().getNodeFactory().numberNode(number);
    }

    private static JsonNode integer(BigInteger value) {
        return value.bitLength() < 32
                ? JsonNodeFactory.instance.numberNode(value.intValueExact())
                : value.bitLength() < 64
                        ? JsonNodeFactory.instance.numberNode(value.longValueExact())
                        : JsonNodeFactory.instance.numberNode(value);
    }

    /** Decimal, 0x, 0b, 0o, or octal by a leading nought; null when it is none of them. */
    private static @Nullable BigInteger whole(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        int radix = 10;
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            radix = 16;
        } else if (digits.startsWith("0b") || digits.startsWith("0B")) {
            radix = 2;
        } else if (digits.startsWith("0o") || digits.startsWith("0O")) {
            radix = 8;
        }
        int start = radix == 10 ? 0 : 2;
        if (radix == 10 && digits.length() > 1 && digits.charAt(0) == '0') {
            radix = 8;
        }
        for (int i = start; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), radix) < 0) {
                return null;
            }
        }
        if (start == digits.length()) {
            return null;
        }
        BigInteger value = new BigInteger(digits.substring(start), radix);
        return text.startsWith("-") ? value.negate() : value;
    }
}
