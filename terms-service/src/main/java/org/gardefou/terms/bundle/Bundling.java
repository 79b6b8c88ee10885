package org.gardefou.terms.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gardefou.terms.bundle.LedgerParts.Entry;
import org.gardefou.terms.checkpoint.Checkpoint;
import org.gardefou.terms.checkpoint.Checkpoints;
import org.gardefou.terms.checkpoint.Proofs;
import org.gardefou.terms.checkpoint.SigningKeys;
import org.gardefou.terms.checkpoint.TimeStamp;
import org.gardefou.terms.checkpoint.TimeStamps;
import org.gardefou.terms.checkpoint.VerifyingKey;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.ledger.PersonalValues;

/** Fills the parcel of a bundle. The same entries under the same checkpoint always give the same bytes. */
@ApplicationScoped
class Bundling {

    /** So many entries are held in memory at once. */
    private static final int BATCH = 1_000;

    /** Of these the text is put in. */
    private static final Set<String> AGREEMENTS =
            Set.of("terms.published", "acceptance.recorded", "acceptance.imported");

    private final LedgerParts ledger;
    private final Checkpoints checkpoints;
    private final TimeStamps stamps;
    private final Proofs proofs;
    private final SigningKeys keys;
    private final AcceptedTexts texts;
    private final PersonalValues personal;
    private final ObjectMapper json;

    Bundling(
            LedgerParts ledger,
            Checkpoints checkpoints,
            TimeStamps stamps,
            Proofs proofs,
            SigningKeys keys,
            AcceptedTexts texts,
            PersonalValues personal,
            ObjectMapper json) {
        this.ledger = ledger;
        this.checkpoints = checkpoints;
        this.stamps = stamps;
        this.proofs = proofs;
        this.keys = keys;
        this.texts = texts;
        this.personal = personal;
        this.json = json;
    }

    /**
     * Makes the parcel of these entries under that checkpoint; the caller closes it.
     *
     * @param kept earlier checkpoints that the reader will hold it against
     */
    Parcel pack(
            About about,
            UUID id,
            SortedSet<Long> entries,
            Checkpoint checkpoint,
            List<Checkpoint> kept,
            boolean withPersonal) {
        try {
            Parcel parcel = new Parcel();
            try {
                fill(parcel, about, id, entries, checkpoint, kept, withPersonal);
                return parcel;
            } catch (IOException | RuntimeException e) {
                parcel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The bundle could not be packed", e);
        }
    }

    private void fill(
            Parcel parcel,
            About about,
            UUID id,
            SortedSet<Long> entries,
            Checkpoint checkpoint,
            List<Checkpoint> kept,
            boolean withPersonal)
            throws IOException {
        addReadMe(parcel, "fr");
        addReadMe(parcel, "en");
        List<Entry> agreements = addEntries(parcel, entries);
        parcel.add("proofs/inclusion.jsonl", "inclusion", out -> inclusions(out, new ArrayList<>(entries), checkpoint));
        addCheckpoints(parcel, chosen(entries, kept, checkpoint));
        for (Entry agreement : agreements) addText(parcel, agreement);
        if (withPersonal) addPersonal(parcel, agreements);
        Manifest.addTo(parcel, about, id, checkpoint, entries, keys.current(), json);
    }

    private static void addReadMe(Parcel parcel, String language) throws IOException {
        String name = "README." + language + ".txt";
        try (InputStream text = Thread.currentThread().getContextClassLoader().getResourceAsStream("bundle/" + name)) {
            if (text == null) throw new IllegalStateException(name + " is missing among the service's resources");
            parcel.add(name, "readme", text.readAllBytes());
        }
    }

    /** Answers the entries that name a text. */
    private List<Entry> addEntries(Parcel parcel, SortedSet<Long> entries) throws IOException {
        List<Entry> agreements = new ArrayList<>();
        parcel.add("ledger/entries.jsonl", "entries", out -> {
            for (List<Long> part : parts(new ArrayList<>(entries)))
                for (Entry entry : ledger.numbered(part)) {
                    line(
                            out,
                            "{\"body\":" + entry.body() + ",\"hash\":\"" + hex(entry.hash()) + "\",\"prevHash\":\""
                                    + hex(entry.prevHash()) + "\",\"seq\":" + entry.seq() + "}");
                    if (AGREEMENTS.contains(entry.kind())) agreements.add(entry);
                }
        });
        return agreements;
    }

    private void inclusions(OutputStream out, List<Long> entries, Checkpoint checkpoint) throws IOException {
        for (List<Long> part : parts(entries)) {
            List<List<String>> paths = proofs.inclusions(part, checkpoint.size());
            for (int i = 0; i < part.size(); i++)
                line(out, Canonical.json(json, Map.of("seq", part.get(i), "path", paths.get(i))));
        }
    }

    /** The one that proves all, and before it each that says earlier than it that an entry stood, or that somebody kept. */
    private List<Checkpoint> chosen(SortedSet<Long> entries, List<Checkpoint> kept, Checkpoint last) {
        SortedMap<Long, Checkpoint> chosen = new TreeMap<>(Map.of(last.number(), last));
        checkpoints.covering(entries, last.number()).forEach(one -> chosen.put(one.number(), one));
        kept.forEach(one -> chosen.put(one.number(), one));
        return List.copyOf(chosen.values());
    }

    private void addCheckpoints(Parcel parcel, List<Checkpoint> chosen) throws IOException {
        for (Checkpoint one : chosen) addCheckpoint(parcel, one);
        parcel.add("proofs/consistency.jsonl", "consistency", out -> {
            for (int i = 1; i < chosen.size(); i++) {
                Checkpoint earlier = chosen.get(i - 1);
                Checkpoint later = chosen.get(i);
                line(
                        out,
                        Canonical.json(
                                json,
                                Map.of(
                                        "from", earlier.number(),
                                        "to", later.number(),
                                        "path", proofs.consistency(earlier.size(), later.size()))));
            }
        });
        Set<String> signing = chosen.stream().map(Checkpoint::key).collect(Collectors.toSet());
        for (SigningKeys.Known known : keys.known())
            if (signing.contains(known.key().id())) addKey(parcel, known.key());
        // It signs the list, and need not have signed a checkpoint yet.
        addKey(parcel, keys.current().verifying());
    }

    private static void addKey(Parcel parcel, VerifyingKey key) throws IOException {
        parcel.add("keys/" + key.id() + ".pem", "key", key.pem());
    }

    private void addCheckpoint(Parcel parcel, Checkpoint checkpoint) throws IOException {
        String path = "checkpoints/%012d".formatted(checkpoint.number());
        parcel.add(path + ".json", "checkpoint", checkpoint.body());
        parcel.add(path + ".jws", "checkpoint-signature", checkpoint.jws());
        for (TimeStamp stamp : stamps.of(checkpoint.number())) {
            parcel.add(path + "." + stamp.authority() + ".tsr", "time-stamp", stamp.response());
            String certificate = stamp.certificate();
            parcel.add(
                    "authorities/" + stamp.authority() + "."
                            + Canonical.sha256(certificate).substring(0, 16) + ".pem",
                    "authority",
                    certificate);
        }
    }

    private void addText(Parcel parcel, Entry agreement) throws IOException {
        UUID version = UUID.fromString(agreement.text("version"));
        String path = "terms/" + version + ".";
        parcel.add(path + "json", "terms", texts.canonical(version).orElseThrow());
        for (Map.Entry<String, byte[]> page : texts.renditions(version).entrySet())
            parcel.add(path + page.getKey() + ".html", "rendition", page.getValue());
    }

    /** Value and salt of each commitment that was not erased: with them anybody sees that the value is the one that was committed to. */
    private void addPersonal(Parcel parcel, List<Entry> agreements) throws IOException {
        parcel.add("personal/values.jsonl", "personal", out -> {
            for (Entry agreement : agreements)
                if (!agreement.text("acceptance").isEmpty())
                    for (PersonalValues.Opening opening :
                            personal.openings(UUID.fromString(agreement.text("acceptance"))))
                        // Of what was imported long ago there are values that the ledger has no commitment to.
                        if (agreement.data().path("commitments").has(opening.field()))
                            line(out, opened(agreement, opening));
        });
    }

    private String opened(Entry agreement, PersonalValues.Opening opening) {
        return Canonical.json(
                json,
                Map.of(
                        "seq", agreement.seq(),
                        "field", opening.field(),
                        "salt", hex(opening.salt()),
                        "value", opening.value()));
    }

    private static List<List<Long>> parts(List<Long> entries) {
        List<List<Long>> parts = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += BATCH)
            parts.add(entries.subList(from, Math.min(entries.size(), from + BATCH)));
        return parts;
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
