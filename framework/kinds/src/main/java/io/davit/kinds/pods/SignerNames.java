package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Names;
import java.util.ArrayList;
import java.util.List;

/** Names of signers of certificates: a domain of at least two labels, a slash, a path. */
public final class SignerNames {

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
        List<String> wrong = new ArrayList<>(Names.dns1123Subdomain(parts[0]));
        if (wrong.isEmpty() && parts[0].indexOf('.') < 0) {
            wrong.add("should be a domain with at least two segments separated by dots");
        }
        wrong.addAll(Names.dns1123Subdomain(parts[1]));
        wrong.forEach(each -> rules.invalid(signer, each));
        if (name.length() > PATH_MAX) {
            rules.errors().tooLong(signer.path(), PATH_MAX);
        }
    }
}
