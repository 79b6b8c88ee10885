package org.gardefou.terms.checkpoint;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.HexFormat;
import java.util.Optional;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** The chain does not hold: a matter for people, and nothing is signed until it was looked into. */
final class BrokenChain extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** What was done to it. */
    enum Fault {
        /** An entry is not what its hash is of, or does not hang on the one before. */
        CHANGED("chain-changed", "The ledger was changed outside the service"),
        /** The end that a checkpoint was signed over is not there any more. */
        CUT("chain-cut", "The end of the ledger was cut off"),
        /** Behind a checkpoint stands another history than the one that was signed. */
        FORKED("chain-forked", "The ledger is not the one that was signed");

        private final String slug;
        private final String title;

        Fault(String slug, String title) {
            this.slug = slug;
            this.title = title;
        }
    }

    private final Fault fault;
    private final long seq;

    BrokenChain(Fault fault, long seq) {
        super(fault.title + ": see entry " + seq + ". Nothing is signed until that is explained");
        this.fault = fault;
        this.seq = seq;
    }

    /**
     * What is wrong with where a chain ends, and with the entry that was signed last.
     *
     * @param end the number of the last entry
     * @param signed the hash of the entry that the checkpoint ends with; null: there is none with its number
     */
    static Optional<BrokenChain> behind(Checkpoint last, long end, byte @Nullable [] signed) {
        if (end < last.size()) return Optional.of(new BrokenChain(Fault.CUT, end + 1));
        return signed != null && HexFormat.of().formatHex(signed).equals(last.head())
                ? Optional.empty()
                : Optional.of(new BrokenChain(Fault.FORKED, last.size()));
    }

    HttpProblem problem() {
        String look =
                "GET /terms/v1/evidence/verification?from=1 walks the chain. Keep the database as it is, compare it with a copy and with the checkpoints that were published, and have the copy restored: nothing is signed until then.";
        String what =
                switch (fault) {
                    case CHANGED -> "Its chain breaks at entry %d.";
                    case CUT -> "A checkpoint was signed over entry %d, and it is not there any more.";
                    case FORKED -> "Entry %d is another one than the latest checkpoint was signed over.";
                };
        return Problems.ownBuilder("terms/" + fault.slug, 409, fault.title, what.formatted(seq) + " " + look)
                .with("brokenAt", seq)
                .build();
    }
}
