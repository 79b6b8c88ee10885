package org.gardefou.access.postgres;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.gardefou.access.database.Credentials;

/**
 * A throw-away role that has a site's rights and no others: a customer's function that gives its role back is left with what it had. In
 * a session of the administration it would be left with everything.
 */
final class ScratchRole implements AutoCloseable {
    private static final String PREFIX = "gardefou_";
    private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9a-f]{16}");

    /** No load is given as long. */
    private static final Duration LONGEST_USE = Duration.ofDays(2);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Client administration;
    private final String database;
    private final String name;
    private final Credentials credentials;

    private ScratchRole(Client administration, String database, String name, Credentials credentials) {
        this.administration = administration;
        this.database = database;
        this.name = name;
        this.credentials = credentials;
    }

    /** For work in one database; what killed runs left is removed. */
    static ScratchRole create(Client administration, String database, String site) throws PostgresException {
        removeLeftBehind(administration);
        String name = PREFIX + HexFormat.of().toHexDigits(Instant.now().getEpochSecond(), 8) + random(4);
        String password = random(20);
        administration.tell(
                PostgresDatabase.MAINTENANCE,
                "CREATE ROLE " + Quoting.name(name) + " LOGIN PASSWORD '" + password + "' IN ROLE " + Quoting.name(site)
                        + ";");
        return new ScratchRole(
                administration, database, name, administration.credentials().as(name, password));
    }

    private static void removeLeftBehind(Client administration) throws PostgresException {
        Instant before = Instant.now().minus(LONGEST_USE);
        for (var row : administration.ask(
                PostgresDatabase.MAINTENANCE, "SELECT rolname FROM pg_roles WHERE rolname LIKE 'gardefou\\_%';", 1)) {
            String name = row.getFirst();
            if (!NAME.matcher(name).matches()) continue;
            Instant made =
                    Instant.ofEpochSecond(HexFormat.fromHexDigitsToLong(name, PREFIX.length(), PREFIX.length() + 8));
            // What it may still own is in a database that goes with its restore.
            if (made.isBefore(before)) tryToDrop(administration, name);
        }
    }

    private static void tryToDrop(Client administration, String name) throws PostgresException {
        administration.tell(
                PostgresDatabase.MAINTENANCE,
                "DO $$ BEGIN DROP ROLE " + Quoting.name(name)
                        + "; EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END $$;");
    }

    Credentials credentials() {
        return credentials;
    }

    @Override
    public void close() throws PostgresException {
        // What a customer's function may have made in its name.
        administration.tell(
                database, "DROP OWNED BY " + Quoting.name(name) + ";\nDROP ROLE " + Quoting.name(name) + ";");
    }

    private static String random(int bytes) {
        byte[] value = new byte[bytes];
        RANDOM.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }
}
