package org.gardefou.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The entries of a bundle: each what its hash says, hanging on the one before, and under the last checkpoint. */
final class Entries {

    private static final String ENTRIES = "ledger/entries.jsonl";
    private static final String PROOFS = "proofs/inclusion.jsonl";
    private static final String GENESIS = Sha256.hex("gardefou.evidence.v1");

    private final List<One> entries = new ArrayList<>();

    /** An entry. */
    record One(long seq, String hash, String kind, Json.Of data) {}

    private Entries() {}

    static Entries check(Files files, Checkpoints.One checkpoint) throws Fault {
        Entries checked = new Entries();
        for (String line : files.lines(ENTRIES)) checked.add(line, checkpoint);
        checked.demandManifest(files.manifest());
        checked.demandIncluded(files.lines(PROOFS), checkpoint);
        return checked;
    }

    private void add(String line, Checkpoints.One checkpoint) throws Fault {
        String where = ENTRIES + ", line " + (entries.size() + 1);
        Json.Of entry = Json.object(where, line);
        long seq = entry.number("seq");
        String hash = entry.text("hash");
        String previous = entry.text("prevHash");
        String tail = ",\"hash\":\"" + hash + "\",\"prevHash\":\"" + previous + "\",\"seq\":" + seq + "}";
        if (!line.startsWith("{\"body\":") || !line.endsWith(tail)) throw Fault.altered(where + " is no entry.");
        byte[] body = line.substring("{\"body\":".length(), line.length() - tail.length())
                .getBytes(StandardCharsets.UTF_8);
        byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(seq).array();
        String computed = Sha256.hex(new byte[] {1}, Sha256.bytes(where, previous), number, Sha256.of(body));
        if (!computed.equals(hash)) throw Fault.altered("The entry " + seq + " was changed: its hash is another.");
        demandChained(seq, previous);
        if (seq == checkpoint.size() && !hash.equals(checkpoint.head()))
            throw Fault.altered("The entry " + seq + " is not the one that the checkpoint ends with.");
        Json.Of said = entry.object("body");
        entries.add(new One(seq, hash, said.text("kind"), said.object("data")));
    }

    private void demandChained(long seq, String previous) throws Fault {
        if (seq == 1 && !previous.equals(GENESIS)) throw Fault.altered("The entry 1 is not the beginning of a ledger.");
        if (entries.isEmpty()) return;
        One before = entries.getLast();
        if (seq <= before.seq) throw Fault.altered("The entry " + seq + " stands behind the entry " + before.seq + ".");
        if (seq == before.seq + 1 && !previous.equals(before.hash))
            throw Fault.altered("The chain breaks at the entry " + seq + ": it does not hang on the one before.");
    }

    private void demandManifest(Json.Of manifest) throws Fault {
        Json.Of listed = manifest.object("entries");
        if (entries.isEmpty()
                || entries.size() != listed.number("count")
                || entries.getFirst().seq != listed.number("first")
                || entries.getLast().seq != listed.number("last"))
            throw Fault.incomplete("The chain is cut: the list speaks of %d entries from %d to %d, and there are %d."
                    .formatted(listed.number("count"), listed.number("first"), listed.number("last"), entries.size()));
    }

    private void demandIncluded(List<String> proofs, Checkpoints.One checkpoint) throws Fault {
        if (proofs.size() != entries.size())
            throw Fault.incomplete("There are %d proofs for %d entries.".formatted(proofs.size(), entries.size()));
        for (int i = 0; i < proofs.size(); i++) {
            One entry = entries.get(i);
            String where = "The entry " + entry.seq;
            Json.Of proof = Json.object(PROOFS + ", line " + (i + 1), proofs.get(i));
            if (proof.number("seq") != entry.seq) throw Fault.incomplete(where + " has no proof.");
            byte[] leaf = HexFormat.of().parseHex(entry.hash);
            byte[] root = Tree.root(where, leaf, entry.seq - 1, checkpoint.size(), proof.texts("path"));
            if (!Arrays.equals(root, checkpoint.root()))
                throw Fault.altered(where + " is not what the checkpoint signs: its proof leads to another root.");
        }
    }

    List<One> of(String kind) {
        return entries.stream().filter(entry -> entry.kind.equals(kind)).toList();
    }

    /** The entry of that number; a fault where there is none. */
    One numbered(long seq) throws Fault {
        for (One entry : entries) if (entry.seq == seq) return entry;
        throw Fault.incomplete("The entry " + seq + " is missing.");
    }

    int count() {
        return entries.size();
    }
}
