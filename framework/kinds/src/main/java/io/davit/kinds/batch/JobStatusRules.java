package io.davit.kinds.batch;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a controller may not say about a job. */
final class JobStatusRules {

    private JobStatusRules() {}

    static void check(Field job, Field old, Rules rules) {
        Field status = job.get("status");
        Field before = old.get("status");
        for (String count : List.of("active", "succeeded", "failed", "ready", "terminating")) {
            rules.notNegative(status.get(count));
        }
        uncounted(status.get("uncountedTerminatedPods"), rules);
        finished(job, status, before, rules);
        indexes(job.get("spec"), status, before, rules);
        criteria(status, rules);
        changes(job, status, before, rules);
    }

    private static void uncounted(Field pods, Rules rules) {
        Set<String> seen = new HashSet<>();
        for (String list : List.of("succeeded", "failed")) {
            for (Field uid : pods.get(list).items()) {
                if (uid.text().isEmpty()) {
                    rules.invalidText(uid, "must not be empty");
                } else if (!seen.add(uid.text())) {
                    rules.errors().duplicate(uid.path(), uid.text());
                }
            }
        }
    }

    private static void finished(Field job, Field status, Field before, Rules rules) {
        boolean complete = isTrue(status, "Complete");
        boolean failed = isTrue(status, "Failed");
        Field conditions = status.get("conditions");
        Field completion = status.get("completionTime");
        Field start = status.get("startTime");
        if (complete && failed) {
            condition(conditions, "cannot set Complete=True and Failed=true conditions", rules);
        }
        if (complete && isTrue(status, "FailureTarget")) {
            condition(conditions, "cannot set Complete=True and FailureTarget=true conditions", rules);
        }
        if (completion.isPresent() && !complete) {
            rules.invalid(completion, "cannot set completionTime when there is no Complete=True condition");
        }
        if (completion.isAbsent() && complete) {
            rules.required(completion, "completionTime is required for Complete jobs");
        }
        if (isBefore(completion, start)) {
            rules.invalid(completion, "must be equal to or after `startTime`");
        }
        if (failed && !isTrue(status, "FailureTarget")) {
            condition(conditions, "cannot set Failed=True condition without the FailureTarget=true condition", rules);
        }
        if (complete && !isTrue(status, "SuccessCriteriaMet")) {
            condition(
                    conditions,
                    "cannot set Complete=True condition without the SuccessCriteriaMet=true condition",
                    rules);
        }
        if (complete || failed) {
            nothingLeft(job, status, rules);
        }
    }

    private static void nothingLeft(Field job, Field status, Rules rules) {
        if (status.get("active").number() > 0) {
            rules.invalid(status.get("active"), "active>0 is invalid for finished job");
        }
        boolean neverStarted = job.get("spec").get("completions").number() == 0
                && job.get("spec").get("completions").isPresent()
                && job.get("spec").get("suspend").isTrue();
        if (status.get("startTime").isAbsent() && !neverStarted) {
            rules.required(status.get("startTime"), "startTime is required for finished job");
        }
        Field uncounted = status.get("uncountedTerminatedPods");
        if (uncounted.get("failed").size() + uncounted.get("succeeded").size() > 0) {
            rules.errors()
                    .invalid(
                            uncounted.path(),
                            Shown.of("UncountedTerminatedPods", uncounted.value()),
                            "uncountedTerminatedPods needs to be empty for finished job");
        }
    }

    private static void indexes(Field spec, Field status, Field before, Rules rules) {
        Field completed = status.get("completedIndexes");
        Field failed = status.get("failedIndexes");
        boolean known = spec.get("completions").isPresent();
        long completions = spec.get("completions").number();
        Indexes done = Indexes.parse(completed.text(), completions);
        Indexes lost = Indexes.parse(failed.text(), completions);
        boolean indexed = spec.get("completionMode").is("Indexed");
        if (indexed && known && !done.problem().isEmpty() && !completed.same(before.get("completedIndexes"))) {
            rules.invalid(completed, "error parsing completedIndexes: " + done.problem());
        }
        boolean perIndex = spec.get("backoffLimitPerIndex").isPresent();
        if (known && perIndex && failed.isPresent() && !lost.problem().isEmpty()) {
            rules.invalid(failed, "error parsing failedIndexes: " + lost.problem());
        }
        if (!completed.text().isEmpty() && !indexed) {
            rules.invalid(completed, "cannot set non-empty completedIndexes when non-indexed completion mode");
        }
        if (!perIndex && failed.isPresent()) {
            rules.invalid(failed, "cannot set non-null failedIndexes when backoffLimitPerIndex is null");
        }
        if (known && failed.isPresent() && done.overlap(lost) >= 0) {
            rules.invalid(failed, "failedIndexes and completedIndexes overlap at index: " + done.overlap(lost));
        }
        boolean finished = isTrue(status, "Complete") || isTrue(status, "Failed");
        if (status.get("terminating").number() > 0 && finished) {
            rules.invalid(status.get("terminating"), "terminating>0 is invalid for finished job");
        }
        Field ready = status.get("ready");
        if (ready.isPresent() && ready.number() > status.get("active").number()) {
            rules.invalid(ready, "cannot set more ready pods than active");
        }
    }

    private static void criteria(Field status, Rules rules) {
        Field conditions = status.get("conditions");
        if (!isTrue(status, "SuccessCriteriaMet")) {
            return;
        }
        if (isTrue(status, "Failed")) {
            condition(conditions, "cannot set SuccessCriteriaMet=True and Failed=true conditions", rules);
        }
        if (isTrue(status, "FailureTarget")) {
            condition(conditions, "cannot set SuccessCriteriaMet=True and FailureTarget=true conditions", rules);
        }
    }

    private static void changes(Field job, Field status, Field before, Rules rules) {
        Field conditions = status.get("conditions");
        for (String type : List.of("Failed", "Complete", "FailureTarget")) {
            if (isTrue(before, type) && !isTrue(status, type)) {
                condition(conditions, "cannot disable the terminal " + type + "=True condition", rules);
            }
        }
        for (String counter : List.of("failed", "succeeded")) {
            Field now = status.get(counter);
            if (now.number() < before.get(counter).number() || now.number() < 0) {
                rules.errors().invalid(now.path(), now.number(), "cannot decrease the " + counter + " counter");
            }
        }
        Field completion = status.get("completionTime");
        if (completion.isPresent()
                && before.get("completionTime").isPresent()
                && !completion.same(before.get("completionTime"))) {
            rules.invalid(completion, "field is immutable");
        }
        Field start = status.get("startTime");
        if (before.get("startTime").isPresent()
                && !start.same(before.get("startTime"))
                && !job.get("spec").get("suspend").isTrue()) {
            rules.invalid(start, "field is immutable for unsuspended job once set");
        }
        if (isTrue(before, "SuccessCriteriaMet") && !isTrue(status, "SuccessCriteriaMet")) {
            condition(conditions, "cannot disable the SuccessCriteriaMet=True condition", rules);
        }
        if (isTrue(before, "Complete")
                && !isTrue(before, "SuccessCriteriaMet")
                && isTrue(status, "SuccessCriteriaMet")) {
            condition(
                    conditions,
                    "cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions",
                    rules);
        }
    }

    private static void condition(Field conditions, String detail, Rules rules) {
        rules.errors().invalid(conditions.path(), detail);
    }

    private static boolean isTrue(Field status, String type) {
        return status.get("conditions").items().stream()
                .anyMatch(condition -> condition.get("type").is(type)
                        && condition.get("status").is("True"));
    }

    private static boolean isBefore(Field completion, Field start) {
        if (completion.isAbsent() || start.isAbsent()) {
            return false;
        }
        try {
            return Instant.parse(completion.text()).isBefore(Instant.parse(start.text()));
        } catch (DateTimeParseException noTime) {
            return false;
        }
    }
}
