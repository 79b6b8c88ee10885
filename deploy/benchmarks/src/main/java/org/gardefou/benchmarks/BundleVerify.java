package org.gardefou.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.local.process.BuildFiles;

/**
 * An evidence bundle of 10,000 entries, checked offline by {@code ./garde-fou verify}, its compilation included. The ratio is to the ten
 * seconds that it may take; how long {@code sha256sum} reads the same bytes stands beside it.
 */
final class BundleVerify implements Benchmark {

    private static final int ENTRIES = 10_000;
    private static final double LIMIT_SECONDS = 10;

    @Override
    public String name() {
        return "bundle-verify";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        ServiceUnderTest terms = lab.service("terms-service");
        UUID site = UUID.randomUUID();
        happen(lab, site);
        terms.post("/terms/v1/checkpoints", "application/json", "");
        Path bundle = lab.directory().resolve("bundle.zip");
        Files.write(bundle, terms.get("/terms/v1/evidence-bundles/sites/" + site));
        Path source = lab.root().resolve("terms-verify/src/main/java/org/gardefou/verify/TermsVerify.java");
        String key = new ObjectMapper()
                .readTree(terms.get("/terms/v1/checkpoint-keys"))
                .at("/keys/0/kid")
                .asText();
        // As ./garde-fou verify starts it.
        List<String> verify = List.of(
                BuildFiles.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                source.toString(),
                "--trust",
                key,
                bundle.toString());
        List<String> read = List.of("sha256sum", bundle.toString());
        seconds(verify);
        seconds(read);
        Pairs pairs = new Pairs(7).run(() -> seconds(verify), () -> LIMIT_SECONDS);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("entries", ENTRIES);
        facts.put("bytes", Files.size(bundle));
        facts.put("sha256sumSeconds", Counts.rounded(seconds(read), 3));
        return pairs.result(name(), "s, of those allowed", 1, false, facts);
    }

    /** A site to which so many changes were made. */
    private static void happen(Lab lab, UUID site) throws SQLException, IOException {
        try (Connection connection = lab.connect(Lab.EVIDENCE);
                PreparedStatement append = connection.prepareStatement("""
                        select ledger_append(array_agg('{"at":"2026-11-23T10:00:00Z","data":{"actor":{"kind":"CUSTOMER"},"change":"' || uuidv7()
                            || '"},"kind":"site.plugin-updated","site":"' || ?::text || '"}')) from generate_series(1, ?)""")) {
            append.setString(1, site.toString());
            append.setInt(2, ENTRIES);
            append.execute();
        }
    }

    private static double seconds(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException(String.join(" ", command) + " failed: " + said);
        return (System.nanoTime() - start) / 1e9;
    }
}
