package io.davit.kinds.pods;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a container's image, as far as it decides how often the image is pulled. */
final class ImageName {

    private static final String PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final String LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final Pattern HOST =
            Pattern.compile("(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[0-9a-fA-F:]+])(?::[0-9]+)?");
    private static final Pattern REST = Pattern.compile("(" + PART + "(?:/" + PART + ")*)(?::(\\w[\\w.-]{0,127}))?"
            + "(@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?");
    private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");

    /** Longer ones are no names; and nothing is matched that would be much work. */
    private static final int MOST = 1024;

    private ImageName() {}

    /** {@code Always} for the tag latest, written or meant; {@code IfNotPresent} for all others, and for what is no name. */
    static String pullPolicy(String image) {
        return isLatest(image) ? "Always" : "IfNotPresent";
    }

    private static boolean isLatest(String image) {
        if (image.length() > MOST) {
            return false;
        }
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean hasHost = slash >= 0
                && (first.indexOf('.') >= 0
                        || first.indexOf(':') >= 0
                        || first.equals("localhost")
                        || !first.toLowerCase(Locale.ROOT).equals(first));
        Matcher rest = REST.matcher(hasHost ? image.substring(slash + 1) : image);
        boolean valid = rest.matches()
                && (!hasHost || HOST.matcher(first).matches())
                && !IDENTIFIER.matcher(image).matches();
        if (!valid) {
            return false;
        }
        String tag = rest.group(2);
        return tag == null ? rest.group(3) == null : tag.equals("latest");
    }
}
