package io.davit.apiserver.negotiation;

/** A form in which objects travel. */
public enum Encoding {
    JSON("application/json"),
    YAML("application/yaml"),
    PROTOBUF("application/vnd.kubernetes.protobuf");

    private final String mediaType;

    Encoding(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    String type() {
        return mediaType.substring(0, mediaType.indexOf('/'));
    }

    String subtype() {
        return mediaType.substring(mediaType.indexOf('/') + 1);
    }

    /** Whether a watch can be sent in it. */
    boolean streams() {
        return this != YAML;
    }
}
