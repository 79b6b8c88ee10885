package org.gardefou.verify;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was agreed to: the acceptances, mandates and announcements that the entries about contracts name, the texts that are named by their
 * hashes, and the personal values that the entries commit to.
 */
final class Agreements {

    private static final String VALUES = "personal/values.jsonl";
    private static final String PUBLISHED = "terms.published";
    private static final String RECORDED = "acceptance.recorded";
    private static final String IMPORTED = "acceptance.imported";
    private static final String ACCEPTANCE = "acceptance";
    private static final String VERSION = "version";
    private static final String MANDATE = "mandate";
    private static final String NOTICE = "notice";

    /** What binds only who was told. */
    private static final Set<String> TOLD = Set.of("NOTICE", "SILENCE");

    private final int commitments;
    private final int opened;

    private Agreements(int commitments, int opened) {
        this.commitments = commitments;
        this.opened = opened;
    }

    static Agreements check(Files files, Entries entries) throws Fault {
        demandGrounds(entries);
        int commitments = 0;
        for (Entries.One accepted : entries.of(RECORDED)) {
            String path = "terms/" + accepted.data().text(VERSION) + "."
                    + accepted.data().text("locale") + ".html";
            demandText(files, accepted, path, "renditionSha256");
            commitments += accepted.data().object("commitments").members().size();
        }
        for (Entries.One imported : entries.of(IMPORTED))
            if (imported.data().members().get("commitments") instanceof Map<?, ?> committed)
                commitments += committed.size();
        Set<String> changed = named(entries, VERSION, "contract.changed");
        for (Entries.One published : entries.of(PUBLISHED)) demandPublished(files, published, changed);
        return new Agreements(commitments, files.has(VALUES) ? opened(files, entries) : 0);
    }

    /** Nothing that a contract stands on was left out. */
    private static void demandGrounds(Entries entries) throws Fault {
        Set<String> acceptances = named(entries, ACCEPTANCE, RECORDED, IMPORTED);
        Set<String> versions = named(entries, VERSION, PUBLISHED);
        Set<String> mandates = named(entries, MANDATE, "mandate.given");
        Set<String> announced = named(entries, NOTICE, "terms.change-announced");
        for (String kind : List.of("contract.activated", "contract.changed"))
            for (Entries.One standing : entries.of(kind)) {
                demandThere(standing, ACCEPTANCE, acceptances);
                demandThere(standing, VERSION, versions);
                // Of what takes nothing from the customer, and of what they accepted, they need not have been told.
                if (TOLD.contains(standing.data().textOrEmpty("basis"))) demandThere(standing, NOTICE, announced);
            }
        for (String kind : List.of(RECORDED, IMPORTED))
            for (Entries.One accepted : entries.of(kind)) {
                demandThere(accepted, VERSION, versions);
                demandThere(accepted, MANDATE, mandates);
            }
    }

    private static Set<String> named(Entries entries, String field, String... kinds) {
        Set<String> named = new HashSet<>();
        for (String kind : kinds)
            for (Entries.One entry : entries.of(kind)) named.add(entry.data().textOrEmpty(field));
        return named;
    }

    private static void demandThere(Entries.One entry, String field, Set<String> there) throws Fault {
        String id = entry.data().textOrEmpty(field);
        if (!id.isEmpty() && !there.contains(id))
            throw Fault.incomplete("The entry %d (%s) stands on the %s %s, and the entry about that is missing."
                    .formatted(entry.seq(), entry.kind(), field, id));
    }

    /** The text names its pages by their hashes: those that are here are these, and all are where a contract came under it by a change. */
    private static void demandPublished(Files files, Entries.One published, Set<String> changed) throws Fault {
        String version = published.data().text(VERSION);
        String path = "terms/" + version + ".json";
        demandText(files, published, path, "sha256");
        for (Map.Entry<?, ?> page : Json.object(path, files.bytes(path))
                .object("renditions")
                .members()
                .entrySet()) {
            String name = "terms/" + version + "." + page.getKey() + ".html";
            if (!changed.contains(version) && !files.has(name)) continue;
            if (!Sha256.hex(files.bytes(name)).equals(page.getValue()))
                throw Fault.altered("The page " + name + " is not the one that " + path + " names.");
        }
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
