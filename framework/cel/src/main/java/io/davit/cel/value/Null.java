package io.davit.cel.value;

/** CEL's {@code null}. */
public enum Null {
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
