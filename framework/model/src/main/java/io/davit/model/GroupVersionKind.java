package io.davit.model;

/** A kind in one version of its group, such as {@code apps/v1, Kind=Deployment}. */
public record GroupVersionKind(String group, String version, String kind) {

    public GroupVersion groupVersion() {
        return new GroupVersion(group, version);
    }

    public String apiVersion() {
        return groupVersion().toString();
    }

    @Override
    public String toString() {
        return groupVersion() + ", Kind=" + kind;
    }
}
