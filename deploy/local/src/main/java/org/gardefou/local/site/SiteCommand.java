package org.gardefou.local.site;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The site by hand, from a shell. */
final class SiteCommand {
    private static final String USAGE = """
            up FOLDER [HTTP_PORT APACHE_PORT DATABASE_PORT]   make the site, or start it again
            down FOLDER                                       stop it
            break KIND FOLDER                                 KIND: %s
            heal FOLDER                                       as it was before the first break
            observe FOLDER [PATH]                             what a visitor sees
            fingerprint FOLDER                                every file and table
            destroy FOLDER                                    stop it and delete the folder
            """.formatted(
                    Arrays.stream(Breakage.values()).map(SiteCommand::spelled).collect(Collectors.joining(", ")));

    private final PrintStream out;
    private final PrintStream err;

    SiteCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The exit status: 0 done, 1 could not, 2 not understood. */
    int run(List<String> words) {
        if (words.size() < 2) {
            err.print(USAGE);
            return 2;
        }
        try {
            return switch (words.getFirst()) {
                case "up" -> {
                    WordPressSite site = WordPressSite.in(Path.of(words.get(1)), ports(words), out::println);
                    site.start();
                    out.println(site.url() + "  (WordPress: " + site.wordPressUser() + ", database: " + site.database()
                            + ")");
                    yield 0;
                }
                case "down" -> done(() -> site(words.get(1)).stop());
                case "break" -> breakSite(words);
                case "heal" -> done(() -> site(words.get(1)).heal());
                case "observe" -> observe(site(words.get(1)), words.size() > 2 ? words.get(2) : "/");
                case "fingerprint" -> fingerprint(site(words.get(1)).fingerprint());
                case "destroy" -> done(() -> site(words.get(1)).destroy());
                default -> {
                    err.print(USAGE);
                    yield 2;
                }
            };
        } catch (SiteException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static int done(Runnable act) {
        act.run();
        return 0;
    }

    private int breakSite(List<String> words) {
        for (Breakage breakage : Breakage.values()) {
            if (words.size() == 3 && spelled(breakage).equals(words.get(1))) {
                return done(() -> site(words.get(2)).breakBy(breakage));
            }
        }
        err.print(USAGE);
        return 2;
    }

    private int observe(WordPressSite site, String path) {
        out.println(site.observe(path));
        if (site.apacheUrl().isPresent()) {
            out.println(site.observeThroughApache(path));
        }
        return 0;
    }

    private int fingerprint(Fingerprint fingerprint) {
        fingerprint.files().forEach((path, state) -> out.println(path + ": " + state));
        fingerprint.tables().forEach((table, state) -> out.println(table + ": " + state));
        return 0;
    }

    private WordPressSite site(String folder) {
        Ports ports = WordPressSite.portsOf(Path.of(folder))
                .orElseThrow(() -> new SiteException("There is no site in " + folder + ": make one with up"));
        return WordPressSite.in(Path.of(folder), ports, out::println);
    }

    private static Ports ports(List<String> words) {
        try {
            if (words.size() == 5) {
                return new Ports(
                        Integer.parseInt(words.get(2)), Integer.parseInt(words.get(3)), Integer.parseInt(words.get(4)));
            }
            return WordPressSite.portsOf(Path.of(words.get(1))).orElse(Ports.USUAL);
        } catch (NumberFormatException e) {
            throw new SiteException("A port is a number: " + e.getMessage(), e);
        }
    }

    private static String spelled(Breakage breakage) {
        return breakage.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
