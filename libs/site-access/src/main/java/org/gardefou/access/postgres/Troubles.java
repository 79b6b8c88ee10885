package org.gardefou.access.postgres;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gardefou.access.host.CommandOutcome;
import org.gardefou.access.postgres.PostgresException.Kind;

/**
 * What a client program's failure means. The server's words can be in any language, so its five-letter SQLSTATE counts where the
 * program tells it; the programs' own words are English, since they run with {@code LANG=C.UTF-8}.
 */
final class Troubles {
    private static final Pattern STATE = Pattern.compile("[A-Z]+: {2}([0-9A-Z]{5}): ");
    private static final Pattern REFUSED = Pattern.compile("connection to server .*? failed: FATAL:", Pattern.DOTALL);
    private static final Pattern AWAY =
            Pattern.compile("could not translate host name|connection to server .*? failed|could not connect to server"
                    + "|server closed the connection unexpectedly|terminating connection|no connection to the server");
    private static final Pattern FULL_HOUSE = Pattern.compile(
            "too many (?:clients|connections)|connection slots|is (?:starting up|shutting down)|in recovery mode");

    private Troubles() {}

    static PostgresException of(CommandOutcome outcome) {
        String words = outcome.stderr().strip();
        return new PostgresException(kind(outcome, words), outcome.said() + (words.isEmpty() ? "." : ": " + words));
    }

    private static Kind kind(CommandOutcome outcome, String words) {
        if (outcome instanceof CommandOutcome.NotStarted) return Kind.CLIENT_MISSING;
        if (outcome instanceof CommandOutcome.Lost) return Kind.UNREACHABLE;
        Matcher state = STATE.matcher(words);
        if (state.find()) return ofState(state.group(1));
        if (FULL_HOUSE.matcher(words).find()) return Kind.UNREACHABLE;
        // Between the two renames of a restore.
        if (words.contains("not currently accepting connections")) return Kind.BUSY;
        if (REFUSED.matcher(words).find() || words.contains("no password supplied")) return Kind.ACCESS_DENIED;
        if (AWAY.matcher(words).find()) return Kind.UNREACHABLE;
        if (words.contains("lock timeout")) return Kind.BUSY;
        if (words.contains("permission denied")) return Kind.ACCESS_DENIED;
        if (words.contains("server version mismatch")) return Kind.CLIENT_OUTDATED;
        return Kind.OTHER;
    }

    /** PostgreSQL 18, appendix A. */
    private static Kind ofState(String state) {
        return switch (state) {
            case "42501", "28000", "28P01" -> Kind.ACCESS_DENIED;
            case "3D000" -> Kind.UNKNOWN_DATABASE;
            case "55P03", "55006" -> Kind.BUSY;
            default ->
                state.startsWith("08") || state.startsWith("57P") || state.equals("53300")
                        ? Kind.UNREACHABLE
                        : Kind.OTHER;
        };
    }
}
