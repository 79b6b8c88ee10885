package org.gardefou.restore.drill;

import java.util.EnumSet;
import java.util.Set;
import org.gardefou.access.apart.Showing;
import org.gardefou.access.database.DatabaseException;
import org.gardefou.access.postgres.PostgresException;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * What the things that come up in a drill say of the point. What lies with the place, the storage's being away or this machine's
 * programs says nothing of it, and a drill that met that was not possible. Pure.
 */
final class DrillRule {

    /** A restore of today would fail by these, wherever it went. */
    private static final Set<FailureCode> OF_THE_POINT = EnumSet.of(
            FailureCode.REPOSITORY_MISSING,
            FailureCode.WRONG_KEY,
            FailureCode.REPOSITORY_DAMAGED,
            FailureCode.FILES_MISSING_IN_POINT,
            FailureCode.DUMP_MISSING,
            FailureCode.DATABASE_FAILED);

    /** It answered, and what it would show could not be seen. */
    private static final Set<Showing> UNSEEN = EnumSet.of(Showing.REDIRECTED, Showing.UNDER_MAINTENANCE);

    /** MariaDB does not know a character set, a variable, a collation, a storage engine, a plugin, an option. */
    private static final Set<Integer> LACKING = Set.of(1115, 1193, 1273, 1286, 1524, 1911);

    private DrillRule() {}

    static Ended of(RestoreFailure failure) {
        String code = failure.code().name();
        if (failure.code() == FailureCode.DATABASE_FAILED && byAnotherServer(failure.getCause())) {
            return Ended.notPossible("OTHER_SERVER", DrillWords.otherServer(failure.text()));
        }
        return OF_THE_POINT.contains(failure.code())
                ? Ended.failed(code, Fault.POINT, failure.text())
                : Ended.notPossible(code, DrillWords.saysNothing(failure.text()));
    }

    /** The servers of this machine may lack what the site's have: extensions of PostgreSQL, collations of a newer MySQL. */
    private static boolean byAnotherServer(@Nullable Throwable cause) {
        return switch (cause) {
            case PostgresException postgres -> postgres.kind() == PostgresException.Kind.OTHER;
            case DatabaseException database -> LACKING.contains(database.code());
            case null, default -> false;
        };
    }

    /**
     * What the restored site shows.
     *
     * @param ownSettings whether its databases are looked for where only its own settings say, which cannot be replaced
     * @param partly whether the point leaves something out on purpose, which a restore takes over from the live site
     */
    static Ended of(Showing shown, boolean ownSettings, boolean partly) {
        String code = shown.name();
        if (shown == Showing.HEALTHY || shown == Showing.CONTENT_UNLIKE) return Ended.passed(DrillWords.PASSED);
        Text words = DrillWords.of(shown);
        if (UNSEEN.contains(shown)) return Ended.notPossible(code, words);
        if (ownSettings) return Ended.notPossible("NO_WORDPRESS", DrillWords.NO_WORDPRESS);
        if (partly) return Ended.notPossible("PARTS_LEFT_OUT", DrillWords.PARTS_LEFT_OUT);
        return Ended.failed(code, Fault.SITE, words);
    }
}
