package io.davit.kinds.table;

import io.davit.model.GroupResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Rows of what runs pods to their end. */
final class JobPrinters {

    private JobPrinters() {}

    static Map<GroupResource, TablePrinter> all() {
        return Map.of(
                new GroupResource("batch", "jobs"), jobs(),
                new GroupResource("batch", "cronjobs"), cronJobs());
    }

    private static TablePrinter jobs() {
        return Columns.named()
                .text("Status", "How the job stands.", JobPrinters::status)
                .text("Completions", "The pods that succeeded, of how many needed.", JobPrinters::completions)
                .timed("Duration", "How long the job has run.", JobPrinters::duration)
                .age()
                .wide()
                .text(
                        "Containers",
                        "The names of the containers in the template.",
                        j -> Read.joined(Read.at(j, "spec", "template", "spec", "containers"), "name"))
                .text(
                        "Images",
                        "The images of the containers in the template.",
                        j -> Read.joined(Read.at(j, "spec", "template", "spec", "containers"), "image"))
                .text("Selector", "Which pods belong to it.", j -> Selectors.orNone(Read.at(j, "spec", "selector")))
                .build();
    }

    private static TablePrinter cronJobs() {
        String[] template = {"spec", "jobTemplate", "spec", "template", "spec", "containers"};
        return Columns.named()
                .text("Schedule", "When jobs are started, in cron's words.", c -> Read.text(c, "spec", "schedule"))
                .text("Timezone", "The time zone of the schedule.", c -> Read.textOr(Read.NONE, c, "spec", "timeZone"))
                .column(
                        "Suspend",
                        "boolean",
                        "",
                        "Whether no further jobs are started.",
                        (c, now) -> StringNode.valueOf(Read.word(Read.at(c, "spec", "suspend"))))
                .integer(
                        "Active",
                        "How many of its jobs run.",
                        c -> Read.at(c, "status", "active").size())
                .timed("Last Schedule", "When a job was started last.", JobPrinters::lastSchedule)
                .age()
                .wide()
                .text(
                        "Containers",
                        "The names of the containers in the template.",
                        c -> Read.joined(Read.at(c, template), "name"))
                .text(
                        "Images",
                        "The images of the containers in the template.",
                        c -> Read.joined(Read.at(c, template), "image"))
                .text(
                        "Selector",
                        "Which pods belong to its jobs.",
                        c -> Selectors.orNone(Read.at(c, "spec", "jobTemplate", "spec", "selector")))
                .build();
    }

    private static String status(ObjectNode job) {
        for (String end : List.of("Complete", "Failed")) {
            if (Read.isTrue(job, end)) {
                return end;
            }
        }
        if (Read.terminating(job)) {
            return "Terminating";
        }
        for (String state : List.of("Suspended", "FailureTarget", "SuccessCriteriaMet")) {
            if (Read.isTrue(job, state)) {
                return state;
            }
        }
        return "Running";
    }

    private static String completions(ObjectNode job) {
        long succeeded = Read.integer(job, "status", "succeeded");
        if (Read.has(job, "spec", "completions")) {
            return succeeded + "/" + Read.integer(job, "spec", "completions");
        }
        long parallelism = Read.integer(job, "spec", "parallelism");
        return parallelism > 1 ? succeeded + "/1 of " + parallelism : succeeded + "/1";
    }

    private static String duration(ObjectNode job, Instant now) {
        Instant start = Ages.instant(Read.text(job, "status", "startTime"));
        if (start == null) {
            return "";
        }
        Instant end = Ages.instant(Read.text(job, "status", "completionTime"));
        return Ages.human(Duration.between(start, end == null ? now : end));
    }

    private static String lastSchedule(ObjectNode cronJob, Instant now) {
        String last = Read.text(cronJob, "status", "lastScheduleTime");
        return last.isEmpty() ? Read.NONE : Ages.since(last, now);
    }
}
