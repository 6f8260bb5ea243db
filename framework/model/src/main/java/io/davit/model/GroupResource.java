package io.davit.model;

/** A resource of a group, whatever the version. */
public record GroupResource(String group, String resource) {

    /** The form of messages: {@code pods}, {@code deployments.apps}. */
    @Override
    public String toString() {
        return group.isEmpty() ? resource : resource + "." + group;
    }
}
