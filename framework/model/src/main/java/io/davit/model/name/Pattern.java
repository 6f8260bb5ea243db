package io.davit.model.name;

/** A rule with the text that explains it: what must hold, the regular expression, examples. */
record Pattern(java.util.regex.Pattern regex, boolean dotted, String message) {

    static Pattern of(String what, String regex, String... examples) {
        return new Pattern(java.util.regex.Pattern.compile(regex), false, text(what, regex, examples));
    }

    /** Parts that match {@code part}, joined by dots. A long text is no more work for the stack than a short one. */
    static Pattern ofDotted(String what, String part, String... examples) {
        String regex = part + "(\\." + part + ")*";
        return new Pattern(java.util.regex.Pattern.compile(part), true, text(what, regex, examples));
    }

    boolean matches(String value) {
        if (!dotted) {
            return regex.matcher(value).matches();
        }
        int start = 0;
        for (int dot = value.indexOf('.'); dot >= 0; dot = value.indexOf('.', start)) {
            if (!regex.matcher(value.substring(start, dot)).matches()) {
                return false;
            }
            start = dot + 1;
        }
        return regex.matcher(value.substring(start)).matches();
    }

    private static String text(String what, String regex, String... examples) {
        StringBuilder text = new StringBuilder(what).append(" (");
        for (int i = 0; i < examples.length; i++) {
            text.append(i == 0 ? "e.g. " : " or ")
                    .append('\'')
                    .append(examples[i])
                    .append("', ");
        }
        return text.append("regex used for validation is '")
                .append(regex)
                .append("')")
                .toString();
    }
}
