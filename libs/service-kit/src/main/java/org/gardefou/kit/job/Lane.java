package org.gardefou.kit.job;

/** The queue that a job's runs wait in. Each lane has workers of its own, so that none can fill the other's. */
public enum Lane {

    /** Work on a thing of a customer's, as long as it takes; a thousand such runs may wait. */
    LONG("scheduled_tasks"),

    /** Work that somebody or another service waits for. */
    PROMPT("prompt_tasks"),

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
            case REPEATED -> config.repeatedWorkers();
        };
    }
}
