package io.davit.kinds.batch;

import io.davit.kinds.pods.PodTemplateRules;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.ApiException;
import io.davit.model.name.Names;
import io.davit.model.selector.LabelSelector;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The spec of a job, alone or in a cron job.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/job/">Jobs</a>
 */
final class JobSpecRules {

    private static final int MANAGED_BY_MAX = 63;
    private static final int PARALLELISM_MAX = 100_000;
    private static final int FAILED_INDEXES_MAX = 100_000;
    private static final int MANY_COMPLETIONS = 100_000;
    private static final int WITH_MANY = 10_000;
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+");

    private JobSpecRules() {}

    /** The spec of a job: its selector is there and matches its template. */
    static void check(Field spec, Rules rules) {
        checkWithoutSelector(spec, rules);
        Field selector = spec.get("selector");
        if (selector.isAbsent()) {
            rules.required(selector);
        } else {
            rules.labelSelector(selector);
        }
        Field labels = spec.get("template").get("metadata").get("labels");
        TreeMap<String, String> texts = new TreeMap<>();
        labels.entries().forEach(label -> texts.put(label.key(), label.value().text()));
        try {
            if (!LabelSelector.of(selector.value()).matches(texts)) {
                rules.invalid(labels, "`selector` does not match template `labels`");
            }
        } catch (ApiException notValid) {
            // Told of above, word by word.
            return;
        }
    }

    static void checkWithoutSelector(Field spec, Rules rules) {
        for (String field : List.of(
                "parallelism",
                "completions",
                "activeDeadlineSeconds",
                "backoffLimit",
                "ttlSecondsAfterFinished",
                "backoffLimitPerIndex",
                "maxFailedIndexes")) {
            rules.notNegative(spec.get(field));
        }
        if (spec.get("maxFailedIndexes").isPresent()
                && spec.get("backoffLimitPerIndex").isAbsent()) {
            rules.required(spec.get("backoffLimitPerIndex"), "when maxFailedIndexes is specified");
        }
        managedBy(spec.get("managedBy"), rules);
        completionMode(spec, rules);
        JobPolicyRules.failure(spec, rules);
        if (spec.get("successPolicy").isPresent()) {
            if (spec.get("completionMode").is("Indexed")) {
                JobPolicyRules.success(spec, rules);
            } else {
                rules.errors()
                        .invalid(
                                spec.get("successPolicy").path(),
                                Shown.of(
                                        "SuccessPolicy",
                                        spec.get("successPolicy").value()),
                                "requires indexed completion mode");
            }
        }
        replacement(spec, rules);
        PodTemplateRules.check(spec.get("template"), rules.errors());
        restartPolicy(spec, rules);
    }

    private static void managedBy(Field managedBy, Rules rules) {
        if (managedBy.isAbsent()) {
            return;
        }
        String text = managedBy.text();
        int slash = text.indexOf('/');
        if (text.isEmpty()) {
            rules.required(managedBy);
        } else if (slash <= 0 || slash == text.length() - 1) {
            rules.invalid(managedBy, "must be a domain-prefixed path (such as \"acme.io/foo\")");
        } else {
            String host = text.substring(0, slash);
            String path = text.substring(slash + 1);
            Names.dns1123Subdomain(host).forEach(wrong -> rules.errors().invalid(managedBy.path(), host, wrong));
            if (!PATH.matcher(path).matches()) {
                rules.errors()
                        .invalid(
                                managedBy.path(),
                                path,
                                "Invalid path (regex used for validation is '" + PATH.pattern() + "')");
            }
        }
        rules.tooLong(managedBy, MANAGED_BY_MAX);
    }

    private static void completionMode(Field spec, Rules rules) {
        Field mode = spec.get("completionMode");
        if (mode.isPresent()) {
            rules.oneOf(mode, "NonIndexed", "Indexed");
        }
        if (mode.is("Indexed")) {
            indexed(spec, rules);
        } else if (mode.isAbsent() || mode.is("NonIndexed")) {
            for (String field : List.of("backoffLimitPerIndex", "maxFailedIndexes")) {
                if (spec.get(field).isPresent()) {
                    rules.invalid(spec.get(field), "requires indexed completion mode");
                }
            }
        }
    }

    private static void indexed(Field spec, Rules rules) {
        Field completions = spec.get("completions");
        Field parallelism = spec.get("parallelism");
        Field failed = spec.get("maxFailedIndexes");
        if (completions.isAbsent()) {
            rules.required(completions, "when completion mode is Indexed");
        }
        atMost(parallelism, PARALLELISM_MAX, " when completion mode is Indexed", rules);
        if (completions.isPresent() && failed.isPresent() && failed.number() > completions.number()) {
            rules.invalid(failed, "must be less than or equal to completions");
        }
        atMost(failed, FAILED_INDEXES_MAX, "", rules);
        if (completions.number() > MANY_COMPLETIONS
                && spec.get("backoffLimitPerIndex").isPresent()) {
            String when = " when completions are above " + MANY_COMPLETIONS + " and used with backoff limit per index";
            if (failed.isAbsent()) {
                rules.required(failed, "must be specified when completions is above " + MANY_COMPLETIONS);
            }
            atMost(parallelism, WITH_MANY, when, rules);
            atMost(failed, WITH_MANY, when, rules);
        }
    }

    private static void atMost(Field number, int most, String when, Rules rules) {
        if (number.number() > most) {
            rules.invalid(number, "must be less than or equal to " + most + when);
        }
    }

    private static void replacement(Field spec, Rules rules) {
        Field policy = spec.get("podReplacementPolicy");
        if (policy.isAbsent()) {
            return;
        }
        if (spec.get("podFailurePolicy").isPresent()) {
            rules.oneOf(policy, "Failed");
        } else {
            rules.oneOf(policy, "Failed", "TerminatingOrFailed");
        }
    }

    private static void restartPolicy(Field spec, Rules rules) {
        Field policy = spec.get("template").get("spec").get("restartPolicy");
        if (policy.text().isEmpty() || policy.is("Always")) {
            rules.required(policy, "valid values: \"OnFailure\", \"Never\"");
        } else if (!policy.is("OnFailure") && !policy.is("Never")) {
            rules.oneOf(policy, "OnFailure", "Never");
        } else if (spec.get("podFailurePolicy").isPresent() && !policy.is("Never")) {
            rules.invalid(policy, "only \"Never\" is supported when podFailurePolicy is specified");
        }
    }
}
