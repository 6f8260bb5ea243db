package io.davit.kinds.batch;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.pods.PodWarnings;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * CronJobs.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/">CronJob</a>
 */
final class CronJobStrategy extends KindStrategy {

    /** A job's name is the cron job's with the minute behind it. */
    private static final int NAME_MAX = 52;

    private static final Pattern ZONE_PART = Pattern.compile("[A-Za-z.\\-_0-9+]{1,14}");

    CronJobStrategy() {
        super(Names::dns1123Subdomain, Trait.STATUS, Trait.GENERATION);
    }

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = Fill.object(object, "spec");
        Fill.text(spec, "concurrencyPolicy", "Allow");
        Fill.flag(spec, "suspend", false);
        Fill.number(spec, "successfulJobsHistoryLimit", 3);
        Fill.number(spec, "failedJobsHistoryLimit", 1);
        JobDefaults.template(Fill.object(Fill.object(spec, "jobTemplate"), "spec"));
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        spec(Field.of(object).get("spec"), null, Rules.into(errors));
        String name = Meta.of(object).name();
        if (name.length() > NAME_MAX) {
            errors.invalid(
                    Field.of(object).get("metadata").get("name").path(),
                    name,
                    "must be no more than " + NAME_MAX + " characters");
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        spec(Field.of(object).get("spec"), Field.of(old).get("spec"), Rules.into(errors));
    }

    private static void spec(Field spec, @Nullable Field old, Rules rules) {
        Field zone = spec.get("timeZone");
        if (rules.needed(spec.get("schedule"))) {
            boolean hadZone = old != null && old.get("schedule").text().contains("TZ");
            schedule(spec.get("schedule"), hadZone, zone, rules);
        }
        rules.notNegative(spec.get("startingDeadlineSeconds"));
        if (old == null || !zone.same(old.get("timeZone"))) {
            zone(zone, rules);
        }
        if (rules.needed(spec.get("concurrencyPolicy"))) {
            rules.oneOf(spec.get("concurrencyPolicy"), "Allow", "Forbid", "Replace");
        }
        Field job = spec.get("jobTemplate").get("spec");
        JobSpecRules.checkWithoutSelector(job, rules);
        if (job.get("selector").isPresent()) {
            rules.invalid(job.get("selector"), "`selector` will be auto-generated");
        }
        if (job.get("manualSelector").isTrue()) {
            rules.errors().notSupported(job.get("manualSelector").path(), true, List.of("nil", "false"));
        }
        rules.notNegative(spec.get("successfulJobsHistoryLimit"));
        rules.notNegative(spec.get("failedJobsHistoryLimit"));
    }

    private static void schedule(Field schedule, boolean hadZone, Field zone, Rules rules) {
        String problem = CronSchedule.problem(schedule.text());
        if (!problem.isEmpty()) {
            rules.invalid(schedule, problem);
        }
        if (!schedule.text().contains("TZ")) {
            return;
        }
        if (!hadZone) {
            rules.invalid(schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        } else if (zone.isPresent()) {
            rules.invalid(schedule, "cannot use both timeZone field and TZ or CRON_TZ in schedule");
        }
    }

    private static void zone(Field zone, Rules rules) {
        if (zone.isAbsent()) {
            return;
        }
        String name = zone.text();
        if (name.isEmpty()) {
            rules.invalid(zone, "timeZone must be nil or non-empty string");
            return;
        }
        for (String part : name.split("/", -1)) {
            boolean odd = part.equals(".") || part.equals("..") || part.startsWith("-");
            if (odd || !ZONE_PART.matcher(part).matches()) {
                rules.invalid(zone, "unknown time zone " + name);
                return;
            }
        }
        if (name.toLowerCase(Locale.ROOT).equals("local")) {
            rules.invalid(zone, "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
        }
        if (!name.equals("Local") && !ZoneId.getAvailableZoneIds().contains(name)) {
            rules.invalid(zone, "unknown time zone " + name);
        }
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        Field spec = Field.of(object).get("spec");
        if (old == null) {
            JobWarnings.name(object, warn);
        }
        if (spec.get("schedule").text().contains("TZ")) {
            warn.accept("cannot use TZ or CRON_TZ in " + spec.get("schedule").text()
                    + ", use timeZone instead, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones"
                    + " for more details");
        }
        if (old == null || Meta.of(object).generation() != Meta.of(old).generation()) {
            PodWarnings.template(spec.get("jobTemplate").get("spec").get("template"), warn);
        }
    }
}
