package io.davit.model.error;

import java.util.List;

/** {@code status.details}: what the failure is about. Empty strings and 0 stand for absent. */
public record Details(String name, String group, String kind, String uid, List<Cause> causes, int retryAfterSeconds) {

    public static final Details NONE = new Details("", "", "", "", List.of(), 0);

    public Details {
        causes = List.copyOf(causes);
    }

    public static Details of(String name, String group, String kind) {
        return new Details(name, group, kind, "", List.of(), 0);
    }

    public Details withCauses(List<Cause> causes) {
        return new Details(name, group, kind, uid, causes, retryAfterSeconds);
    }

    public Details withUid(String uid) {
        return new Details(name, group, kind, uid, causes, retryAfterSeconds);
    }

    public Details withRetryAfter(int seconds) {
        return new Details(name, group, kind, uid, causes, seconds);
    }
}
