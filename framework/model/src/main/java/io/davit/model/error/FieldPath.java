package io.davit.model.error;

import org.jspecify.annotations.Nullable;

/** Where in an object something is: {@code spec.containers[0].env[1].name}, {@code metadata.labels[app]}. Immutable. */
public final class FieldPath {

    private static final FieldPath ROOT = new FieldPath(null, "");

    private final @Nullable FieldPath parent;
    private final String step;

    private FieldPath(@Nullable FieldPath parent, String step) {
        this.parent = parent;
        this.step = step;
    }

    /** The object itself; printed as {@code <nil>} where a message needs a path. */
    public static FieldPath root() {
        return ROOT;
    }

    /** A path of names: {@code FieldPath.of("spec", "template")}. */
    public static FieldPath of(String... names) {
        FieldPath path = ROOT;
        for (String name : names) {
            path = path.child(name);
        }
        return path;
    }

    public FieldPath child(String name) {
        return new FieldPath(this, parent == null ? name : "." + name);
    }

    /** A field below this one, several names at once. */
    public FieldPath child(String name, String... more) {
        FieldPath path = child(name);
        for (String next : more) {
            path = path.child(next);
        }
        return path;
    }

    public FieldPath index(int index) {
        return new FieldPath(this, "[" + index + "]");
    }

    /** An entry of a map, or of a list by its key. */
    public FieldPath key(String key) {
        return new FieldPath(this, "[" + key + "]");
    }

    public boolean isRoot() {
        return parent == null;
    }

    @Override
    public String toString() {
        if (parent == null) {
            return "<nil>";
        }
        StringBuilder text = new StringBuilder();
        append(text);
        return text.toString();
    }

    private void append(StringBuilder text) {
        if (parent != null) {
            parent.append(text);
            text.append(step);
        }
    }
}
