package io.davit.model.name;

/** A rule with the text that explains it: what must hold, the regular expression, examples. */
record Pattern(java.util.regex.Pattern regex, String message) {

    static Pattern of(String what, String regex, String... examples) {
        return new Pattern(java.util.regex.Pattern.compile(regex), text(what, regex, examples));
    }

    boolean matches(String value) {
        return regex.matcher(value).matches();
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
