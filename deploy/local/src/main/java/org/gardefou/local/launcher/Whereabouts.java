package org.gardefou.local.launcher;

import java.io.PrintStream;

/** Tells a person what runs, where it is, and what to do with it next. */
final class Whereabouts {

    private final Settings settings;
    private final Home home;
    private final PrintStream out;

    Whereabouts(Settings settings, Home home, PrintStream out) {
        this.settings = settings;
        this.home = home;
        this.out = out;
    }

    /** What answers at which address. */
    void say(boolean infrastructureOnly) {
        if (!infrastructureOnly) {
            out.println();
            out.println("  Explorer          " + settings.edgeUrl() + "/");
            out.println(
                    "  APIs              " + settings.edgeUrl() + "/{terms,backups,restores,diagnostics,support}/v1");
        }
        out.println("  PostgreSQL        "
                + settings.jdbcUrl()
                        // Behind the question mark a password may stand.
                        .map(url -> url.replaceFirst("\\?.*", ""))
                        .orElseGet(() -> "127.0.0.1:" + settings.port(Suite.POSTGRES_PORT) + " (passwords: "
                                + home.passwords() + ")"));
        out.println("  Kafka             "
                + settings.kafka().orElseGet(() -> "127.0.0.1:" + settings.port(Suite.KAFKA_PORT)));
        out.println("  Logs              " + home.logs());
        out.println("  Operator's token  " + home.tokens().resolve("operator.token"));
    }

    /** The same of a suite that nobody's terminal holds. */
    void sayInBackground(boolean infrastructureOnly) {
        out.println();
        out.println((infrastructureOnly ? "PostgreSQL and Kafka are ready" : "Garde-fou is ready")
                + ", and stay in the background:");
        say(infrastructureOnly);
        String command = "  " + settings.assignments() + "./garde-fou ";
        out.println();
        out.println(command + "status        shows each process with its health");
        out.println(command + "logs " + (infrastructureOnly ? "kafka -f " : "terms -f ") + " follows a log");
        out.println(command + "down          stops it; the data stays");
    }
}
