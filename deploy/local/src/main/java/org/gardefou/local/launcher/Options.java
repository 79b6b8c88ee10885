package org.gardefou.local.launcher;

import java.util.List;

/** What may stand behind a command. A word that is not understood is refused: it was meant to change something. */
final class Options {

    private Options() {}

    /** Refuses whatever is not among the known ones. */
    static void requireKnown(List<String> options, List<String> known) {
        options.stream().filter(option -> !known.contains(option)).findFirst().ifPresent(option -> {
            throw new IllegalArgumentException("There is no option " + option + ": "
                    + (known.isEmpty() ? "this command takes none." : "there is " + String.join(" and ", known) + "."));
        });
    }
}
