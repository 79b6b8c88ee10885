package org.gardefou.backup.export;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoints;

/** Puts an export and what is to be read about it into one file. */
@ApplicationScoped
class Packing {

    /** Names in a tar file have 100 characters; those in a repository leave 14 for the folder that they are in. */
    private static final int SHORT = 6;

    private final Exports exports;
    private final RestorePoints points;
    private final ExportPlace place;

    Packing(Exports exports, RestorePoints points, ExportPlace place) {
        this.exports = exports;
        this.points = points;
        this.place = place;
    }

    /** The folder that an export unpacks to. */
    static String folder(UUID export) {
        String id = export.toString();
        return "export-" + id.substring(id.length() - SHORT);
    }

    /** @param readyAt the time that its files bear */
    Archive archive(UUID export, UUID restorePoint, Instant readyAt) throws IOException {
        Instant taken = QuarkusTransaction.joiningExisting().call(() -> points.findByIdOptional(restorePoint)
                .map(RestorePoint::takenAt)
                .orElse(readyAt));
        String folder = folder(export);
        return Archive.of(folder, Readme.texts(folder, taken), place.repository(export), readyAt);
    }

    /** Whether nothing of it is to be kept. */
    boolean ended(UUID export) {
        return QuarkusTransaction.requiringNew().call(() -> exports.findByIdOptional(export)
                .map(one -> one.state().ended() && !one.isCleared())
                .orElse(true));
    }
}
