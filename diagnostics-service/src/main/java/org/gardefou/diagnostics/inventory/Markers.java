package org.gardefou.diagnostics.inventory;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Pattern;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gardefou.access.files.Entry;
import org.gardefou.diagnostics.inventory.TrustFacts.Sign;
import org.gardefou.diagnostics.inventory.TrustFacts.Trace;
import org.gardefou.diagnostics.redaction.Excerpt;
import org.jspecify.annotations.Nullable;

/** What gives copies without a licence and hidden code away, as data ({@code inventory/markers.json}). Seeing one is a suspicion. */
@ApplicationScoped
class Markers {

    /** Of each component so many files are looked into, the outer ones first: more would be a scan for malware, which this is not. */
    private static final int MOST_FILES = 25;

    private static final int MOST_TRACES = 10;
    private static final int DEPTH = 2;
    private static final int HEAD = 64 * 1024;

    private final Map<String, Marker> byName = new HashMap<>();
    private final List<Known> byPattern = new ArrayList<>();

    record Marker(
            String id,
            Sign sign,
            @Nullable List<String> names,
            @Nullable String pattern) {}

    private record Known(Marker marker, Pattern pattern) {}

    Markers(ObjectMapper json) throws IOException {
        try (InputStream data = Markers.class.getResourceAsStream("/inventory/markers.json")) {
            for (Marker marker : json.readValue(data, new TypeReference<List<Marker>>() {})) {
                if (marker.names() != null) for (String name : marker.names()) byName.put(name, marker);
                if (marker.pattern() != null) byPattern.add(new Known(marker, Pattern.compile(marker.pattern())));
            }
        }
    }

    /** What there is in the programs of a folder. */
    List<Trace> in(Tree tree, String folder) throws IOException {
        List<Trace> traces = new ArrayList<>();
        List<String> level = List.of(folder);
        int read = 0;
        for (int depth = 0; depth <= DEPTH; depth++) {
            List<String> below = new ArrayList<>();
            for (String one : level) {
                for (Entry entry : tree.list(one)) {
                    String path = one + "/" + entry.name();
                    if (entry.kind() == Entry.Kind.DIRECTORY) below.add(path);
                    if (entry.kind() != Entry.Kind.FILE || !entry.name().endsWith(".php")) continue;
                    named(entry.name(), path, traces);
                    if (read++ < MOST_FILES) content(tree, path, traces);
                    if (traces.size() >= MOST_TRACES) return traces;
                }
            }
            if (read >= MOST_FILES) return traces;
            level = below;
        }
        return traces;
    }

    /** What there is in one program. */
    List<Trace> ofFile(Tree tree, String file) throws IOException {
        List<Trace> traces = new ArrayList<>();
        named(file.substring(file.lastIndexOf('/') + 1), file, traces);
        content(tree, file, traces);
        return traces;
    }

    private void named(String name, String path, List<Trace> traces) {
        Marker marker = byName.get(name);
        if (marker != null) traces.add(trace(marker, path));
    }

    private void content(Tree tree, String path, List<Trace> traces) throws IOException {
        String text = tree.head(path, HEAD);
        if (text == null) return;
        for (Known known : byPattern) if (known.pattern().matcher(text).find()) traces.add(trace(known.marker(), path));
    }

    private static Trace trace(Marker marker, String path) {
        return new Trace(marker.sign(), marker.id(), Excerpt.of(path, 300));
    }
}
