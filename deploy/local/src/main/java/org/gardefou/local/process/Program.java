package org.gardefou.local.process;

import java.io.IOException;
import java.time.Duration;

/** Something that runs as one child process: how to start it, when it is ready, how to stop it. */
public interface Program {

    /** Its short name, unique in a home: of its log, its pid file and what is said about it. */
    String name();

    /**
     * Makes ready what it needs (files, data directories) and says how to start it. Called before every start.
     *
     * @throws IOException with what to do next in its message
     */
    Command command() throws IOException;

    /** Whether it answers now; one quick probe that does not wait. */
    boolean ready();

    /** What is to be done each time it has become ready, before others may rely on it. */
    default void onReady() throws IOException {
        // Most programs are complete when they answer.
    }

    /** The signal that asks it to stop; {@code TERM} unless the program wants another. */
    default String stopSignal() {
        return "TERM";
    }

    /** How long it may take to become ready. */
    default Duration startLimit() {
        return Duration.ofSeconds(240);
    }

    /** How long it may take to stop when asked, before it is killed. */
    default Duration stopLimit() {
        return Duration.ofSeconds(30);
    }
}
