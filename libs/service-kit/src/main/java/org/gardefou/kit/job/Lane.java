package org.gardefou.kit.job;

/** The queue that a job's runs wait in. Each lane has workers of its own, so that none can fill the other's. */
public enum Lane {

    /** Work on a thing of a customer's, as long as it takes; a thousand such runs may wait. */
    LONG("scheduled_tasks"),

    /** Work that somebody or another service waits for. */
    PROMPT("prompt_tasks"),

    /** Work on a thing of a customer's that nobody waits for, and that can stand still while its place is away. */
    BACKGROUND("background_tasks"),

    /** What is done again and again, each turn a short one. */
    REPEATED("repeated_tasks");

    private final String table;

    Lane(String table) {
        this.table = table;
    }

    String table() {
        return table;
    }

    int workers(JobConfig config) {
        return switch (this) {
            case LONG -> config.workers();
            case PROMPT -> config.promptWorkers();
            case BACKGROUND -> config.backgroundWorkers();
            case REPEATED -> config.repeatedWorkers();
        };
    }
}
