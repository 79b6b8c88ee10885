package org.gardefou.diagnostics.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import org.gardefou.diagnostics.feed.RecordFields.Unreadable;

/**
 * Reads a feed as a stream, one record at a time. A feed is taken whole or not at all: what breaks off, is no feed of the format, or has more than a
 * few records that cannot be read (as a newer format has) is refused.
 */
final class FeedReader {

    /** One record in a hundred may have a form of its own; the rest of the feed is worth having. */
    private static final int ONE_IN = 100;

    /** So many are read before a feed is given up for a format that is not known. */
    private static final int PATIENCE = 1_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(50)
                    .maxNameLength(1_000)
                    .maxStringLength(1_000_000)
                    .build())
            // Ids of records are names of fields: remembered for ever they would fill the memory.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final FeedSink sink;
    private long records;
    private long unreadable;

    private FeedReader(FeedSink sink) {
        this.sink = sink;
    }

    /** @param unreadable of the records, how many were left out */
    record Counted(long records, long unreadable) {}

    /**
     * Hands on all that a feed says.
     *
     * @throws FeedRefused when it is not to be taken
     */
    static Counted read(InputStream bytes, FeedFormat format, FeedSink sink) throws IOException {
        FeedReader reader = new FeedReader(sink);
        try (JsonParser json = JSON.createParser(bytes)) {
            switch (format) {
                case WORDFENCE_V3 -> reader.wordfence(json);
                case WPVULNERABILITY -> reader.wpVulnerability(json);
            }
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new FeedRefused(
                    "Le flux est interrompu ou n'est pas du JSON (ligne %d). Téléchargez-le à nouveau en entier, puis relancez l'import."
                            .formatted(line),
                    "The feed breaks off or is no JSON (line %d). Download it again whole, then import it again."
                            .formatted(line));
        }
        reader.check(true);
        return new Counted(reader.records, reader.unreadable);
    }

    private void wordfence(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) throw foreign();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String id = json.currentName();
            int depth = json.getParsingContext().getNestingDepth();
            try {
                if (json.nextToken() != JsonToken.START_OBJECT) throw new Unreadable("no object");
                WordfenceRecord.read(json, sink, id);
                count(true);
            } catch (Unreadable e) {
                RecordFields.leave(json, depth);
                count(false);
            }
        }
        if (json.nextToken() != null) throw foreign();
    }

    private void wpVulnerability(JsonParser json) throws IOException {
        boolean inArray = false;
        JsonToken token = json.nextToken();
        if (token == JsonToken.START_ARRAY) {
            inArray = true;
            token = json.nextToken();
        }
        for (; token == JsonToken.START_OBJECT; token = json.nextToken()) {
            try {
                WpVulnerabilityRecord.read(json, sink);
                count(true);
            } catch (Unreadable e) {
                count(false);
            }
        }
        if (token != (inArray ? JsonToken.END_ARRAY : null)) throw foreign();
    }

    private void count(boolean good) throws FeedRefused {
        records++;
        if (!good) unreadable++;
        if (records % PATIENCE == 0) check(false);
    }

    private void check(boolean atEnd) throws FeedRefused {
        if (records == 0 && atEnd) {
            throw new FeedRefused(
                    "Le flux est vide : rien n'a été remplacé. Vérifiez le fichier ou l'adresse, puis relancez l'import.",
                    "The feed is empty: nothing was replaced. Check the file or the address, then import it again.");
        }
        // A single one is no sign of a newer format, unless it is all there is.
        if (unreadable == records || unreadable > Math.max(1, records / ONE_IN)) {
            if (unreadable > 0) throw foreign();
        }
    }

    private FeedRefused foreign() {
        return new FeedRefused(
                "Le flux n'a pas la forme attendue (%d enregistrements illisibles sur %d) : une version plus récente, ou un autre format. Indiquez le bon format, ou mettez Garde-fou à jour ; l'ancien flux reste en place."
                        .formatted(unreadable, records),
                "The feed does not have the form it should have (%d of %d records cannot be read): a newer version of it, or another format. Name the right format, or update Garde-fou; the old feed stays."
                        .formatted(unreadable, records));
    }
}
