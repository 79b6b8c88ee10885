package org.gardefou.backup.restorepoint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.restorepoint.Proof.Because;
import org.gardefou.backup.restorepoint.Proof.Code;
import org.gardefou.backup.restorepoint.RestorePoint.Dumped;
import org.jspecify.annotations.Nullable;

/** What the evidence about a restore point comes to. Pure. */
public final class ProofRule {

    private static final int SNAPSHOT = 20;
    private static final int DUMP = 20;
    private static final int DATA = 30;
    private static final int BOOT = 30;
    private static final int DOUBTFUL_BOOT = 10;

    private ProofRule() {}

    /** How a boot went. */
    public enum Boot {
        PASSED,
        DOUBTFUL,
        FAILED,
        NOT_POSSIBLE
    }

    /**
     * How the last boot went, and what it saw in words.
     *
     * @param text null where it went well
     */
    public record LastBoot(Boot boot, @Nullable Text text) {}

    /** Why it cannot be restored. */
    public record Broken(Code code, Text text) {}

    /**
     * All that is known.
     *
     * @param dataSince since when all data of the repository has been read, where that is behind the making of the point
     */
    public record Facts(
            List<Dumped> databases, Optional<Instant> dataSince, Optional<LastBoot> boot, Optional<Broken> broken) {}

    /** What is known when it is made. */
    static Facts fresh(List<Dumped> databases) {
        return new Facts(databases, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The state, the score, and why. */
    public static Proof judge(Facts facts) {
        if (facts.broken().isPresent()) {
            Broken broken = facts.broken().get();
            return new Proof(Evidence.BROKEN, 0, List.of(new Because(broken.code(), 0, broken.text())));
        }
        List<Because> reasons = new ArrayList<>();
        reasons.add(because(
                Code.SNAPSHOT, SNAPSHOT, "Écrit en entier, sans erreur.", "Written as a whole, without an error."));
        boolean counted = facts.databases().stream().allMatch(one -> one.rows() != null);
        reasons.add(dump(facts.databases(), counted));
        boolean booted = facts.boot().filter(one -> one.boot() == Boot.PASSED).isPresent();
        // What was restored as a whole was read as a whole.
        boolean read = booted || facts.dataSince().isPresent();
        reasons.add(
                read
                        ? because(
                                Code.DATA_READ,
                                DATA,
                                "Ses données ont été relues dans le dépôt, intactes.",
                                "Its data was read in the repository, and was whole.")
                        : because(
                                Code.DATA_NOT_READ,
                                0,
                                "Ses données n'ont pas encore toutes été relues depuis qu'il existe ; elles le seront à leur tour.",
                                "Not all of its data has been read since it was made; it will be in its turn."));
        reasons.add(facts.boot().map(ProofRule::boot).orElseGet(ProofRule::notBooted));
        int score = reasons.stream().mapToInt(Because::points).sum();
        return new Proof(state(counted, read, booted), Math.max(0, score), reasons);
    }

    private static Evidence state(boolean counted, boolean read, boolean booted) {
        if (booted) return Evidence.BOOTED;
        if (read) return Evidence.DATA_READ;
        return counted ? Evidence.DUMP_COMPLETE : Evidence.UNVERIFIED;
    }

    private static Because dump(List<Dumped> databases, boolean counted) {
        if (databases.isEmpty()) {
            return because(
                    Code.NO_DATABASE,
                    DUMP,
                    "Le site n'a pas de base de données à copier.",
                    "The site has no database to copy.");
        }
        return counted
                ? because(
                        Code.DUMP_COMPLETE,
                        DUMP,
                        "Chaque table de ses bases y est, ses lignes sont comptées.",
                        "Each table of its databases is there, its rows are counted.")
                : because(
                        Code.DUMP_NOT_COUNTED,
                        0,
                        "Ses copies de bases n'ont pas été comptées : il est d'avant cette vérification.",
                        "Its copies of databases were not counted: it is from before this check.");
    }

    private static Because boot(LastBoot last) {
        Text text = last.text();
        return switch (last.boot()) {
            case PASSED ->
                because(
                        Code.BOOTED,
                        BOOT,
                        "Restauré à l'écart, le site a répondu normalement.",
                        "Restored in a place apart, the site answered as it should.");
            case DOUBTFUL -> new Because(Code.BOOT_DOUBTFUL, DOUBTFUL_BOOT, or(text));
            case FAILED -> new Because(Code.BOOT_FAILED, -SNAPSHOT, or(text));
            case NOT_POSSIBLE -> new Because(Code.BOOT_NOT_POSSIBLE, 0, or(text));
        };
    }

    private static Because notBooted() {
        return because(
                Code.NOT_BOOTED,
                0,
                "Il n'a pas encore été démarré à l'écart ; vous pouvez demander une vérification.",
                "It has not been booted in a place apart yet; you can ask for a verification.");
    }

    private static Text or(@Nullable Text text) {
        return text == null ? new Text("Raison inconnue.", "Unknown reason.") : text;
    }

    private static Because because(Code code, int points, String fr, String en) {
        return new Because(code, points, new Text(fr, en));
    }
}
