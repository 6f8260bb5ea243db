package io.davit.bench;

/** Everything that is measured, in the order of the table. */
enum Figure {
    READY_NEW("ready, on new data", "s", "raw server"),
    READY("ready, on its own data again", "s", "raw server"),
    MEMORY_IDLE("memory, idle", "MB", "raw server"),
    GET_RATE("consistent GET, 16 clients", "/s", "raw server"),
    GET_CPU("  per server-CPU-second", "/s", "raw server"),
    GET_P50("  half of them within", "ms", "raw server"),
    GET_P99("  99 % of them within", "ms", "raw server"),
    CREATE_1("create, 1 client", "/s", "append and force"),
    CREATE_16("create, 16 clients", "/s", "16 per force"),
    CREATE_CPU("  per server-CPU-second", "/s", "raw server"),
    FILL("create, 64 clients", "/s", "64 per force"),
    UPDATE_16("update, 16 clients", "/s", "16 per force"),
    UPDATE_CPU("  per server-CPU-second", "/s", "raw server"),
    APPLY_16("server-side apply, 16 clients", "/s", "update"),
    APPLY_CPU("  per server-CPU-second", "/s", "update"),
    LIST_PAGES("LIST 500 per page, 4 clients", "pages/s", "raw server"),
    LIST_PAGES_CPU("  per server-CPU-second", "pages/s", "raw server"),
    LIST_ALL("LIST of everything", "ms", "raw server"),
    LIST_SIZE("  of", "MB", ""),
    GET_FULL_RATE("consistent GET, 16 clients, when full", "/s", "when empty"),
    GET_FULL_CPU("  per server-CPU-second", "/s", "when empty"),
    CREATE_FULL_16("create, 16 clients, when full", "/s", "when empty"),
    CREATE_FULL_CPU("  per server-CPU-second", "/s", "when empty"),
    WATCH_EMPTY_CPU("watch, 100 connections: per delivery", "µs", "raw server"),
    WATCH_FULL_CPU("  when full", "µs", "when empty"),
    CREATE_UNRULED("create of a custom resource, 16 clients", "/s", ""),
    CREATE_RULED("  under ten rules in CEL", "/s", "without rules"),
    WATCH_LAST("watch: until the last one knows", "ms", "raw server"),
    WATCH_LAST_P99("  99 % of events within", "ms", "raw server"),
    WATCH_CPU("  CPU per delivery", "µs", "raw server"),
    WATCH_MEMORY("  memory per connection", "KB", "raw server"),
    WATCH_LOST("  events lost", "", ""),
    MEMORY_LOADED("memory, after all this", "MB", "raw server"),
    MEMORY_OBJECT("live heap per stored object", "bytes", "its JSON");

    private final String title;
    private final String unit;
    private final String beside;

    Figure(String title, String unit, String beside) {
        this.title = title;
        this.unit = unit;
        this.beside = beside;
    }

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    /** What stands beside it, from the same run. */
    String beside() {
        return beside;
    }
}
