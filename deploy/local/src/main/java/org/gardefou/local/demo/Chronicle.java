package org.gardefou.local.demo;

import java.util.Locale;
import java.util.function.Consumer;

/** Tells the story while it happens: a line for each step, with the time since the beginning and the HTTP call behind it. */
public final class Chronicle {

    private final Consumer<String> out;
    private final long began = System.nanoTime();
    private String chapter = "the beginning";

    /** A chronicle told to somebody. */
    public Chronicle(Consumer<String> out) {
        this.out = out;
    }

    /** Begins a chapter. */
    void chapter(String title) {
        chapter = title;
        out.accept("");
        out.accept(title);
    }

    /** The chapter that is being told: where it failed, if it does. */
    String chapter() {
        return chapter;
    }

    /** A step with the call that made it or showed it. */
    Answer tell(Answer answer, String what) {
        line(answer.method() + " " + shortened(answer.path()) + " → " + answer.status() + "  " + what);
        return answer;
    }

    /** A step outside of the APIs: what the customer, or a visitor, does to the site itself. */
    void tell(String what) {
        line(what);
    }

    /** How long the story has taken, in seconds. */
    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    private void line(String text) {
        out.accept(String.format(Locale.ROOT, "  %5.1f s  %s", seconds(), text));
    }

    /** Ids are long and say little; their first half second is enough to tell one from another in a line. */
    private static String shortened(String path) {
        return path.replaceAll("([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "$1…");
    }
}
