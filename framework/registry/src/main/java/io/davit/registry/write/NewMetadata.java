package io.davit.registry.write;

import io.davit.model.meta.Meta;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/** What the server alone writes into the metadata of a new object: uid, time, a generated name. */
final class NewMetadata {

    /** Letters and digits that form no words. */
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private static final List<String> SERVER_FIELDS = List.of(
            "uid",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "selfLink",
            "resourceVersion");
    private static final int SUFFIX = 5;
    private static final int PREFIX_MAX = 63 - SUFFIX;

    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    NewMetadata(Clock clock) {
        this.clock = clock;
    }

    /** Drops what only the server writes. */
    void wipe(ObjectNode object) {
        Meta.of(object).node().remove(SERVER_FIELDS);
    }

    void fill(ObjectNode object) {
        Meta meta = Meta.of(object);
        ObjectNode node = meta.node();
        node.put("uid", UUID.randomUUID().toString());
        node.put("creationTimestamp", now());
        if (meta.name().isEmpty() && !meta.generateName().isEmpty()) {
            meta.name(generated(meta.generateName()));
        }
    }

    /** The present second, as timestamps show it. */
    String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private String generated(String prefix) {
        StringBuilder name = new StringBuilder(prefix.length() > PREFIX_MAX ? prefix.substring(0, PREFIX_MAX) : prefix);
        for (int i = 0; i < SUFFIX; i++) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }
}
