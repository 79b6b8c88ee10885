package org.gardefou.diagnostics.attribution;

import java.time.Instant;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.diagnostics.redaction.Excerpt;
import org.gardefou.diagnostics.signature.Signature.Area;
import org.gardefou.diagnostics.signature.Signature.Prior;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, and where.
 *
 * @param signature its stable name
 * @param weight how directly it shows the cause, 0 to 100: a log line with file and line more than a status code
 * @param file below the document root, where one is named
 * @param evidence the line or value that shows it, without secrets
 * @param firstSeen when it was first written or seen
 * @param lastWritten when a log said so last; absent for what was seen in the examination itself
 * @param witness who speaks for it
 */
public record Finding(
        String signature,
        Area area,
        Prior prior,
        int weight,
        Text text,
        @Nullable String guide,
        @Nullable String file,
        @Nullable Integer line,
        @Nullable String evidence,
        Instant firstSeen,
        @Nullable Instant lastWritten,
        Witness witness) {

    private static final int LONGEST_EVIDENCE = 500;
    private static final int LONGEST_PATH = 1_000;

    public Finding {
        file = file == null ? null : Excerpt.plain(file, LONGEST_PATH);
        evidence = evidence == null ? null : Excerpt.of(evidence, LONGEST_EVIDENCE);
    }

    /** What was seen in the examination itself, of something that the site's own programs or files show: they may show anything. */
    public Finding(
            String signature,
            Area area,
            Prior prior,
            int weight,
            Text text,
            @Nullable String guide,
            @Nullable String file,
            @Nullable Integer line,
            @Nullable String evidence,
            Instant firstSeen) {
        this(
                signature,
                area,
                prior,
                weight,
                text,
                guide,
                file,
                line,
                evidence,
                firstSeen,
                null,
                Witness.CUSTOMER_WRITABLE);
    }

    /** The same, with another witness. */
    public Finding witnessedBy(Witness other) {
        return new Finding(
                signature, area, prior, weight, text, guide, file, line, evidence, firstSeen, lastWritten, other);
    }

    /** Whether it shows by itself that it is the platform's part. */
    boolean provesPlatform() {
        return prior == Prior.PLATFORM && witness.proves();
    }

    /** Whether it only says that it is the platform's part. */
    boolean claimsPlatform() {
        return prior == Prior.PLATFORM && !witness.proves();
    }
}
