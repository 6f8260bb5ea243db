package io.davit.apiserver.discovery;

import io.davit.model.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** The version of Kubernetes that this server behaves like, as {@code /version} tells it. */
public final class ServerVersion {

    public static final String GIT_VERSION = "v1.36.3";

    private ServerVersion() {}

    /** The document of {@code /version}. Build facts are this build's: what a client compares is the version. */
    public static ObjectNode document() {
        return Json.object()
                .put("major", "1")
                .put("minor", "36")
                .put("emulationMajor", "1")
                .put("emulationMinor", "36")
                .put("minCompatibilityMajor", "1")
                .put("minCompatibilityMinor", "35")
                .put("gitVersion", GIT_VERSION)
                .put("gitCommit", "")
                .put("gitTreeState", "")
                .put("buildDate", "")
                .put("goVersion", "")
                .put("compiler", "java " + Runtime.version().feature())
                .put("platform", platform());
    }

    private static String platform() {
        String arch = System.getProperty("os.arch", "");
        return System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT) + "/" + arch;
    }
}
