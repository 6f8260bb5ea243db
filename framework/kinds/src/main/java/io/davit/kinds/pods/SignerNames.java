package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.json.Json;
import io.davit.model.name.Names;
import java.util.List;
import java.util.function.Function;

/** Names of signers of certificates: a domain of at least two labels, a slash, a path. */
public final class SignerNames {

    private static final int DOMAIN_MAX = 253;
    private static final int PATH_MAX = 571;

    private SignerNames() {}

    public static void check(Field signer, Rules rules) {
        String name = signer.text();
        if (name.isEmpty()) {
            rules.required(signer);
            return;
        }
        String[] parts = name.split("/", -1);
        if (parts.length != 2) {
            rules.invalid(signer, "must be a fully qualified domain and path of the form 'example.com/signer-name'");
            return;
        }
        if (parts[0].length() > DOMAIN_MAX) {
            rules.errors().tooLong(signer.path(), DOMAIN_MAX);
        }
        checkLabels(signer, parts[0], Names::dns1123Label, rules);
        if (parts[0].indexOf('.') < 0) {
            rules.errors()
                    .invalid(
                            signer.path(), parts[0], "should be a domain with at least two segments separated by dots");
        }
        checkLabels(signer, parts[1], Names::dns1123Subdomain, rules);
        if (name.length() > PATH_MAX) {
            rules.errors().tooLong(signer.path(), PATH_MAX);
        }
    }

    /** Tells of the first label that is wrong. */
    private static void checkLabels(Field signer, String part, Function<String, List<String>> check, Rules rules) {
        for (String label : part.split("\\.", -1)) {
            List<String> wrong = check.apply(label);
            wrong.forEach(each ->
                    rules.errors().invalid(signer.path(), part, "validating label " + Json.quote(label) + ": " + each));
            if (!wrong.isEmpty()) {
                return;
            }
        }
    }
}
