package org.gardefou.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.gardefou.local.process.PrivateFiles;
import org.gardefou.local.site.Database;

/** The hoster's access to the site's database server, laid where each service that needs it looks for its secrets. */
final class Administration {

    /** The name by which a server's description refers to it. */
    static final String SECRET = "db-demo";

    private static final List<String> READERS = List.of("backup-service", "restore-service", "diagnostics-service");

    private Administration() {}

    static void hand(Database database, Path secrets) {
        String text = "user=" + database.administrationUser() + "\npassword="
                + database.administrationPassword().replace("\\", "\\\\") + "\n";
        try {
            for (String service : READERS) {
                Path directory = PrivateFiles.directory(secrets.resolve(service));
                PrivateFiles.write(directory.resolve(SECRET), text);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(
                    "The secrets cannot be written to " + secrets + ": see who owns that directory.", cause);
        }
    }
}
