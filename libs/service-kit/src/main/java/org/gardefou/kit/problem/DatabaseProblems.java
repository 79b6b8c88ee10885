package org.gardefou.kit.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.Optional;
import org.hibernate.StaleStateException;

/** What PostgreSQL and the connection pool say (the SQLSTATEs of its manual, appendix A), as far as a client can act on it. */
final class DatabaseProblems {

    private DatabaseProblems() {}

    /** The problem behind a failure, anywhere in its causes; empty when it is none of the database's. */
    static Optional<HttpProblem> of(Throwable failure) {
        Throwable cause = failure;
        // Longer chains than this are loops.
        for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
            Optional<HttpProblem> problem = one(cause);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<HttpProblem> one(Throwable failure) {
        return switch (failure) {
            case OptimisticLockException _, StaleStateException _ ->
                Optional.of(
                        Problems.of(
                                ProblemType.PRECONDITION_FAILED,
                                "Somebody else changed it at the same moment. Read it again, decide anew, and send the new ETag."));
            case SQLException sql -> bySqlState(sql);
            default -> Optional.empty();
        };
    }

    private static Optional<HttpProblem> bySqlState(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            // The pool's own: no connection came free in time, or none could be made.
            return Optional.of(Problems.unavailable("The database", Problems.RECOVERY));
        }
        if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53") || state.equals("25006")) {
            return Optional.of(Problems.unavailable("The database", Problems.RECOVERY));
        }
        return switch (state) {
            case "40001", "40P01", "55P03", "57014" ->
                Optional.of(Problems.unavailable("The database, which is busy,", Problems.RECOVERY));
            case "23505" ->
                Optional.of(Problems.conflict(
                        "Something with the same key exists already. Read what is there, or choose another key."));
            case "23503" ->
                Optional.of(
                        Problems.conflict(
                                "Something else belongs to it, or what it belongs to is gone. Look at both, then send the request again."));
            case "22008" ->
                Optional.of(
                        Problems.of(
                                ProblemType.VALIDATION,
                                "A time lies outside of all calendars that can be looked up. Give a year of four digits and send the request again."));
            case "22021", "22P05" ->
                Optional.of(
                        Problems.of(
                                ProblemType.VALIDATION,
                                "A text holds a character that cannot be stored (U+0000). Take it out and send the request again."));
            default -> Optional.empty();
        };
    }
}
