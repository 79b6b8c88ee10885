package org.gardefou.terms.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gardefou.terms.checkpoint.Checkpoint;
import org.gardefou.terms.checkpoint.SignedBytes;
import org.gardefou.terms.checkpoint.SigningKey;
import org.gardefou.terms.ledger.Canonical;

/** The list of a bundle's files with their hashes, and its signature: what holds all of it together. */
final class Manifest {

    static final String PATH = "manifest.json";
    static final String SIGNATURE = "manifest.jws";
    static final List<String> OWN = List.of(PATH, SIGNATURE);

    private static final String SUMS = "SHA256SUMS";
    private static final String FORMAT = "gardefou-bundle.v1";
    private static final String TYPE = "gardefou-manifest.v1";

    private Manifest() {}

    static boolean isOwn(String path) {
        return OWN.contains(path);
    }

    /** Closes the list: what is added to the parcel behind this is not in it. */
    static void addTo(
            Parcel parcel,
            About about,
            UUID id,
            Checkpoint checkpoint,
            SortedSet<Long> entries,
            SigningKey key,
            ObjectMapper json)
            throws IOException {
        parcel.add(SUMS, "sums", sums(parcel));
        String manifest = Canonical.json(
                json,
                Map.of(
                        "format", FORMAT,
                        "about", Map.of("kind", about.noun(), "id", id),
                        "origin", checkpoint.origin(),
                        "checkpoint", checkpoint.number(),
                        "size", checkpoint.size(),
                        "entries", Map.of("count", entries.size(), "first", entries.first(), "last", entries.last()),
                        "files",
                                parcel.items().stream()
                                        .map(item -> Map.of(
                                                "path", item.path(),
                                                "role", item.role(),
                                                "size", item.size(),
                                                "sha256", item.sha256()))
                                        .toList()));
        parcel.add(PATH, "manifest", manifest);
        parcel.add(SIGNATURE, "signature", SignedBytes.sign(key, TYPE, manifest.getBytes(StandardCharsets.UTF_8)));
    }

    /** As {@code sha256sum -c} reads it. */
    private static String sums(Parcel parcel) {
        return parcel.items().stream()
                .map(item -> item.sha256() + "  " + item.path() + "\n")
                .collect(Collectors.joining());
    }
}
