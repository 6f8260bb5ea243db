package io.davit.kinds.storage;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rules that kinds of storage share. */
final class StorageRules {

    static final int MOST_PARAMETERS = 512;
    static final int MOST_PARAMETER_BYTES = 256 * 1024;

    private static final Set<String> MODES =
            Set.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");

    private StorageRules() {}

    static void accessModes(Field modes, Rules rules) {
        boolean once = false;
        boolean other = false;
        for (String mode : modes.texts()) {
            if (!MODES.contains(mode)) {
                rules.errors()
                        .notSupported(
                                modes.path(), mode, MODES.stream().sorted().toList());
            } else if (mode.equals("ReadWriteOncePod")) {
                once = true;
            } else {
                other = true;
            }
        }
        if (once && other) {
            rules.forbidden(modes, "may not use ReadWriteOncePod with other access modes");
        }
    }

    static void volumeMode(Field mode, Rules rules) {
        if (mode.isPresent()) {
            rules.oneOf(mode, "Block", "Filesystem");
        }
    }

    static void className(Field name, Rules rules) {
        if (!name.isZero()) {
            rules.text(name, Names::dns1123Subdomain);
        }
    }

    /** A driver's name: a domain, whatever the case, of at most 63 characters. */
    static void driverName(Field name, Rules rules) {
        if (!rules.needed(name)) {
            return;
        }
        rules.tooLong(name, Names.LABEL_MAX);
        Names.dns1123Subdomain(name.text().toLowerCase(Locale.ROOT)).forEach(wrong -> rules.invalid(name, wrong));
    }

    static void provisioner(Field name, Rules rules) {
        if (!rules.needed(name)) {
            return;
        }
        String lower = name.text().toLowerCase(Locale.ROOT);
        Labels.key(lower).forEach(wrong -> rules.errors().invalid(name.path(), lower, wrong));
    }

    static void parameters(Field parameters, Rules rules) {
        if (parameters.size() > MOST_PARAMETERS) {
            rules.errors().tooLong(parameters.path(), MOST_PARAMETERS);
            return;
        }
        sizedMap(parameters, rules);
    }

    static void sizedMap(Field map, Rules rules) {
        long bytes = 0;
        for (Field.Entry entry : map.entries()) {
            if (entry.key().isEmpty()) {
                rules.errors().invalid(map.path(), "", "field can not be empty.");
            }
            bytes += bytes(entry.key()) + bytes(entry.value().text());
        }
        if (bytes > MOST_PARAMETER_BYTES) {
            rules.errors().tooLong(map.path(), MOST_PARAMETER_BYTES);
        }
    }

    static void noBacksteps(Field path, Rules rules) {
        if (List.of(path.text().split("/", -1)).contains("..")) {
            rules.invalid(path, "must not contain '..'");
        }
    }

    /** A quantity of a resource that cannot be below nothing. */
    static void basicResource(Field quantity, Rules rules) {
        long value = quantity.quantity().value();
        if (value < 0) {
            rules.errors().invalid(quantity.path(), value, "must be a valid resource quantity");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
