package org.gardefou.backup.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.restic.CheckDepth;
import org.junit.jupiter.api.Test;

/** Reading the data in turn: what is whole is known to be, and a bit that flipped is found and the points are named that it hits. */
@QuarkusTest
class DataDamageTest {

    @Inject
    DataJob job;

    @Inject
    VerificationConfig config;

    @Test
    void allPartsTogetherProveThePointsAndAFlippedBitNamesThoseItHits() throws IOException {
        // Given two points, of which only the second needs a certain file
        TestSite site = TestSite.small().registered();
        UUID first = Api.completed(site);
        byte[] image = new byte[300_000];
        new Random(1).nextBytes(image);
        Path file = Files.write(site.documentRoot.resolve("image.jpg"), image);
        UUID second = Api.completed(site);
        // When all but one part are read, then nothing is proven
        for (int part = 1; part < config.dataParts(); part++) job.run(site.site.toString());
        assertThat(state(first)).isEqualTo("DUMP_COMPLETE");
        assertThat(Bus.told("restore-point.verified", site.site)).isEmpty();
        // When the last one is read
        job.run(site.site.toString());
        // Then
        assertThat(state(first)).isEqualTo("DATA_READ");
        assertThat(state(second)).isEqualTo("DATA_READ");
        assertThat(Bus.told("restore-point.verified", site.site)).hasSize(2);

        // When a bit of that file flips
        Path pack = biggestPack(site);
        flip(pack);
        assertThat(site.repository().check(CheckDepth.structure()).clean()).isTrue();
        for (int part = 1; part <= config.dataParts(); part++) job.run(site.site.toString());
        // Then it is told of the one point, once, and the other one is as good as before
        JsonNode told = Bus.heard("restore-point.corrupted", site.site);
        assertThat(told.path("restorePoint").asText()).isEqualTo(second.toString());
        assertThat(told.path("cause").asText()).isEqualTo("DATA_DAMAGED");
        assertThat(told.path("text").path("fr").asText()).contains("prenez un autre point");
        assertThat(state(second)).isEqualTo("BROKEN");
        assertThat(state(first)).isNotEqualTo("BROKEN");
        JsonPath looks = Api.operator()
                .get("/backups/v1/restore-points/" + second + "/verifications")
                .jsonPath();
        assertThat(looks.getString("items[0].seen.packs[0]"))
                .isEqualTo(pack.getFileName().toString());

        // When it is mended, and all is read again
        flip(pack);
        for (int part = 1; part <= config.dataParts(); part++) job.run(site.site.toString());
        // Then
        assertThat(state(second)).isEqualTo("DATA_READ");
        assertThat(site.repository().locks()).isEmpty();
        Files.delete(file);
    }

    private static String state(UUID point) {
        return Api.operator()
                .get("/backups/v1/restore-points/" + point)
                .jsonPath()
                .getString("evidence.state");
    }

    private static Path biggestPack(TestSite site) throws IOException {
        Path data =
                Path.of(System.getProperty("gardefou.data.directory"), "repositories", site.site.toString(), "data");
        List<Path> packs = new ArrayList<>();
        try (Stream<Path> all = Files.walk(data)) {
            all.filter(Files::isRegularFile).forEach(packs::add);
        }
        return packs.stream()
                .max(Comparator.comparing(path -> path.toFile().length()))
                .orElseThrow();
    }

    private static void flip(Path pack) throws IOException {
        pack.toFile().setWritable(true);
        try (RandomAccessFile file = new RandomAccessFile(pack.toFile(), "rw")) {
            file.seek(1000);
            int old = file.read();
            file.seek(1000);
            file.write(old ^ 1);
        }
    }
}
