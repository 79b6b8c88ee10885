package org.gardefou.kit.job;

/** The queue that a job's runs wait in. Each lane has workers of its own, so that none can fill the other's. */
public enum Lane {

    /** Work on a thing of a customer's, as long as it takes; a thousand such runs may wait. */
    LONG("scheduled_tasks"),

    /** Work that somebody or another service waits for, and what is done again and again. */
    PROMPT("prompt_tasks");

    private final String table;

    Lane(String table) {
        this.table = table;
    }

    String table() {
        return table;
    }

    int workers(JobConfig config) {
        return this == LONG ? config.workers() : config.promptWorkers();
    }
}
