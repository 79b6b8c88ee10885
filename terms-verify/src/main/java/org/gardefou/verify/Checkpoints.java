package org.gardefou.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The checkpoints of a bundle: signed, of one ledger, and each the continuation of the one before. */
final class Checkpoints {

    private static final String FOLDER = "checkpoints/";
    private static final String TYPE = "gardefou-checkpoint.v1";
    private static final String PROOFS = "proofs/consistency.jsonl";

    private final TreeMap<Long, One> byNumber = new TreeMap<>();
    private final Map<Long, One> bySize = new HashMap<>();

    /** One checkpoint; the path is that of its files without their endings. */
    record One(
            String path,
            long number,
            long size,
            byte[] root,
            String head,
            String previous,
            String origin,
            String time,
            String sha256) {

        static One read(String where, String path, byte[] body) throws Fault {
            Json.Of said = Json.object(where, body);
            One one = new One(
                    path,
                    said.number("number"),
                    said.number("size"),
                    Sha256.bytes(where, said.text("root")),
                    said.text("head"),
                    said.textOrEmpty("previous"),
                    said.text("origin"),
                    said.text("time"),
                    Sha256.hex(body));
            if (one.size < 1 || one.number < 1) throw Fault.altered(where + " covers nothing.");
            return one;
        }
    }

    private Checkpoints() {}

    /** Checks signatures, and that they follow from one another. */
    static Checkpoints check(Files files, Keys keys) throws Fault {
        Checkpoints checkpoints = new Checkpoints();
        for (String body : files.ending(".json", FOLDER)) {
            String path = body.substring(0, body.length() - ".json".length());
            DetachedJws.check(path + ".jws", files.text(path + ".jws"), files.bytes(body), TYPE, keys);
            checkpoints.add(One.read(body, path, files.bytes(body)));
        }
        if (checkpoints.byNumber.isEmpty()) throw Fault.incomplete("There is no checkpoint in the bundle.");
        checkpoints.demandConsistent(files);
        checkpoints.demandManifest(files.manifest());
        return checkpoints;
    }

    private void add(One one) throws Fault {
        demandFits(one);
        byNumber.put(one.number, one);
        bySize.put(one.size, one);
    }

    /** With those that it could contradict: of its number, of its size, and its neighbours. */
    private void demandFits(One one) throws Fault {
        List<One> others = new ArrayList<>();
        if (byNumber.containsKey(one.number)) others.add(byNumber.get(one.number));
        if (bySize.containsKey(one.size)) others.add(bySize.get(one.size));
        if (byNumber.lowerKey(one.number) != null)
            others.add(byNumber.lowerEntry(one.number).getValue());
        if (byNumber.higherKey(one.number) != null)
            others.add(byNumber.higherEntry(one.number).getValue());
        for (One other : others) demandNoFork(one, other);
    }

    /** Two signed statements that cannot both be true of one ledger. */
    private static void demandNoFork(One one, One other) throws Fault {
        if (!one.origin.equals(other.origin))
            throw Fault.altered("The checkpoints are of two ledgers, " + other.origin + " and " + one.origin + ".");
        boolean same = one.sha256.equals(other.sha256);
        if (one.number == other.number && !same) throw forked(one, other, "have the same number");
        if (one.size == other.size && !Arrays.equals(one.root, other.root))
            throw forked(one, other, "cover the same number of entries with different roots");
        if (one.number > other.number != one.size > other.size && !same) throw forked(one, other, "are out of order");
        if (one.number == other.number + 1 && !one.previous.equals(other.sha256))
            throw forked(one, other, "do not follow one another");
        if (other.number == one.number + 1 && !other.previous.equals(one.sha256))
            throw forked(other, one, "do not follow one another");
    }

    private static Fault forked(One one, One other, String how) {
        return new Fault(
                Outcome.FORKED,
                "The ledger was forked: two signed checkpoints, %s and %s, %s. Keep both: together they prove it."
                        .formatted(other.path, one.path, how));
    }

    private void demandConsistent(Files files) throws Fault {
        Map<Long, Json.Of> proofs = new HashMap<>();
        for (String line : files.lines(PROOFS)) {
            Json.Of proof = Json.object(PROOFS, line);
            proofs.put(proof.number("to"), proof);
        }
        List<One> ordered = new ArrayList<>(byNumber.values());
        for (int i = 1; i < ordered.size(); i++) {
            One earlier = ordered.get(i - 1);
            One later = ordered.get(i);
            Json.Of proof = proofs.get(later.number);
            if (proof == null || proof.number("from") != earlier.number)
                throw Fault.incomplete("There is no proof that " + later.path + " continues " + earlier.path + ".");
            if (!Tree.continues(PROOFS, earlier.size, later.size, earlier.root, later.root, proof.texts("path")))
                throw forked(later, earlier, "are not of one history");
        }
    }

    private void demandManifest(Json.Of manifest) throws Fault {
        One last = last();
        if (last.number != manifest.number("checkpoint")
                || last.size != manifest.number("size")
                || !last.origin.equals(manifest.text("origin")))
            throw Fault.incomplete("The checkpoint " + manifest.number("checkpoint")
                    + " that the list speaks of is not the last one here.");
    }

    /**
     * A checkpoint that somebody kept must be among those of the bundle: all others here continue it then, or are continued by it. That none
     * contradicts it would not do: who wrote the ledger anew would only have to leave out the one that shows it.
     *
     * @param about what the bundle is about, as its list says it
     */
    void demandKnows(String where, byte[] kept, Json.Of about) throws Fault {
        One witness = One.read(where, where, kept);
        demandFits(witness);
        if (witness.size > last().size)
            throw Fault.incomplete(
                    "The bundle ends at entry %d, and %s covers %d: either the bundle is older, or the end of the ledger was cut off. Ask for a new bundle: it must have a checkpoint numbered %d or later."
                            .formatted(last().size, where, witness.size, witness.number));
        One same = byNumber.get(witness.number);
        if (same == null || !same.sha256.equals(witness.sha256))
            throw Fault.incomplete(
                    "The bundle does not have the checkpoint %d of %s, so nothing shows that the ledger still begins as it did then. Ask for the bundle about the %s %s once more, with kept=%d."
                            .formatted(witness.number, where, about.text("kind"), about.text("id"), witness.number));
    }

    One last() {
        return byNumber.lastEntry().getValue();
    }

    List<One> all() {
        return List.copyOf(byNumber.values());
    }
}
