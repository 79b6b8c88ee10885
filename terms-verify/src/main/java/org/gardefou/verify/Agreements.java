package org.gardefou.verify;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** What was agreed to: the texts that the entries name by their hashes, and the personal values that they commit to. */
final class Agreements {

    private static final String VALUES = "personal/values.jsonl";

    private final int commitments;
    private final int opened;

    private Agreements(int commitments, int opened) {
        this.commitments = commitments;
        this.opened = opened;
    }

    static Agreements check(Files files, Entries entries) throws Fault {
        for (Entries.One published : entries.of("terms.published"))
            demandText(files, published, "terms/" + published.data().text("version") + ".json", "sha256");
        int commitments = 0;
        for (Entries.One accepted : entries.of("acceptance.recorded")) {
            String path = "terms/" + accepted.data().text("version") + "."
                    + accepted.data().text("locale") + ".html";
            demandText(files, accepted, path, "renditionSha256");
            commitments += accepted.data().object("commitments").members().size();
        }
        return new Agreements(commitments, files.has(VALUES) ? opened(files, entries) : 0);
    }

    private static void demandText(Files files, Entries.One entry, String path, String field) throws Fault {
        if (!Sha256.hex(files.bytes(path)).equals(entry.data().text(field)))
            throw Fault.altered("The text " + path + " is not the one that the entry " + entry.seq() + " names.");
    }

    private static int opened(Files files, Entries entries) throws Fault {
        Set<String> opened = new HashSet<>();
        for (String line : files.lines(VALUES)) {
            Json.Of opening = Json.object(VALUES, line);
            String field = opening.text("field");
            long seq = opening.number("seq");
            Map<?, ?> committed =
                    entries.numbered(seq).data().object("commitments").members();
            byte[] salt = Sha256.bytes(VALUES, opening.text("salt"));
            byte[] value = opening.text("value").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            if (!HexFormat.of().formatHex(Sha256.of(salt, value)).equals(committed.get(field)))
                throw Fault.altered(
                        "The value of \"" + field + "\" is not the one that the entry " + seq + " commits to.");
            opened.add(seq + field);
        }
        return opened.size();
    }

    /** How many personal values the entries commit to. */
    int commitments() {
        return commitments;
    }

    /** How many of them are told here. */
    int opened() {
        return opened;
    }
}
