package io.davit.docs;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rooms of the house with the rooms below them: the architecture page's table as code. */
enum Room {
    MODEL("io.davit.model"),
    SCHEMA("io.davit.schema", MODEL),
    STORAGE("io.davit.storage", MODEL),
    PKI("io.davit.pki", MODEL),
    STORAGE_EMBEDDED("io.davit.storage.embedded", STORAGE),
    PATCH("io.davit.patch", SCHEMA),
    CEL("io.davit.cel", SCHEMA),
    KINDS("io.davit.kinds", SCHEMA, CEL),
    KINDS_GENERATOR("io.davit.kinds.generator", KINDS),
    REGISTRY("io.davit.registry", KINDS, PATCH, CEL, STORAGE),
    APISERVER("io.davit.apiserver", REGISTRY, PKI),
    TEST("io.davit.test", APISERVER),
    BENCH("io.davit.bench", PKI),
    APPLICATION("io.davit.app", APISERVER, STORAGE_EMBEDDED, BENCH);

    private final String packageName;
    private final Set<Room> below;

    Room(String packageName, Room... below) {
        this.packageName = packageName;
        this.below = Set.of(below);
    }

    /** The room a package belongs to: the one with the longest matching name. */
    static Optional<Room> of(String packageName) {
        return Arrays.stream(values())
                .filter(room -> packageName.equals(room.packageName) || packageName.startsWith(room.packageName + "."))
                .max(Comparator.comparingInt(room -> room.packageName.length()));
    }

    /** Whether it is a room's own package, not one inside. */
    static boolean isRoot(String packageName) {
        return Arrays.stream(values()).anyMatch(room -> packageName.equals(room.packageName));
    }

    /** Whether this room may import the other: itself, or anything below. */
    boolean mayImport(Room other) {
        return reachable().collect(Collectors.toSet()).contains(other);
    }

    String packages() {
        return packageName + "..";
    }

    private Stream<Room> reachable() {
        return Stream.concat(Stream.of(this), below.stream().flatMap(Room::reachable));
    }
}
