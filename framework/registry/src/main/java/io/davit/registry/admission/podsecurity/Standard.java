package io.davit.registry.admission.podsecurity;

/** A level as of a version; printed as {@code baseline:v1.25}. */
public record Standard(Level level, Version version) {

    static final Standard PRIVILEGED = new Standard(Level.PRIVILEGED, Version.LATEST);

    boolean isPrivileged() {
        return level == Level.PRIVILEGED;
    }

    @Override
    public String toString() {
        return level + ":" + version;
    }
}
