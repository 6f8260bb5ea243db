package io.davit.registry.policy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.davit.model.GroupVersionKind;

/** Why a merged object is none of its kind, in the words that upstream has where it converts trees rather than reads bodies. */
final class Conversions {

    private static final Pattern FRACTION =
            Pattern.compile("cannot unmarshal number [^ ]*[.eE][^ ]* into Go struct field [^ ]+ of type (u?int[0-9]+)");
    private static final Pattern PLACE = Pattern.compile("Go struct field [^ ]+ of type");
    private static final Pattern FIELD = Pattern.compile("json: cannot unmarshal .*");

    private Conversions() {}

    static String told(GroupVersionKind kind, String problem) {
        Matcher wrong = FIELD.matcher(problem);
        if (!wrong.find()) {
            return problem;
        }
        Matcher fraction = FRACTION.matcher(problem);
        String why = fraction.find()
                ? "cannot convert float64 to " + fraction.group(1)
                : PLACE.matcher(wrong.group()).replaceFirst("Go value of type");
        return "unable to convert unstructured object to " + kind.group() + "/" + kind.version() + ", Kind="
                + kind.kind() + ": " + why;
    }
}
