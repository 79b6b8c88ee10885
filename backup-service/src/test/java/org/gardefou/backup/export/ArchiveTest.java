package org.gardefou.backup.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.gardefou.backup.export.ByteRange.Unsatisfiable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {

    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path repository;

    @Test
    void anyPartOfItIsThatPartOfTheWholeAndTheWholeIsATarFile() throws IOException {
        // Given files of sizes around those of tar's blocks, and a lock, which stays here
        Random random = new Random(7);
        Map<String, byte[]> expected = new TreeMap<>();
        expected.put("x/README.txt", "é".getBytes(StandardCharsets.UTF_8));
        for (int size : new int[] {0, 1, 511, 512, 513, 100_000}) {
            byte[] content = new byte[size];
            random.nextBytes(content);
            String name = "data/ab/" + "%064d".formatted(size);
            Files.createDirectories(repository.resolve("data/ab"));
            Files.write(repository.resolve(name), content);
            expected.put("x/repository/" + name, content);
        }
        Files.createDirectories(repository.resolve("locks"));
        Files.writeString(repository.resolve("locks/1"), "lock");
        Archive archive = Archive.of("x", Map.of("README.txt", "é"), repository, AT);
        // When
        byte[] whole = part(archive, 0, archive.size());
        // Then
        assertThat(whole).hasSize((int) archive.size());
        Map<String, byte[]> found = new TreeMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(whole))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(AT);
                if (!entry.isDirectory()) found.put(entry.getName(), tar.readAllBytes());
            }
        }
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((name, content) -> assertThat(content).as(name).isEqualTo(expected.get(name)));
        for (int i = 0; i < 200; i++) {
            int from = random.nextInt(whole.length);
            int until = from + 1 + random.nextInt(Math.min(5_000, whole.length - from));
            assertThat(part(archive, from, until)).isEqualTo(Arrays.copyOfRange(whole, from, until));
        }
    }

    @Test
    void theLongestNamesOfARepositoryFitAndLongerOnesAreNotCutShort() throws IOException {
        Path file = repository.resolve("snapshots").resolve("f".repeat(64));
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
        String folder = Packing.folder(UUID.randomUUID());
        assertThat(Archive.of(folder, Map.of(), repository, AT).size()).isPositive();
        assertThatThrownBy(() -> Archive.of(folder + "longer", Map.of(), repository, AT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] part(Archive archive, long from, long until) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        archive.write(out, new ByteRange(from, until));
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=10-, 10, 100",
        "bytes=90-200, 90, 100",
        "bytes=-10, 90, 100",
        "bytes=-500, 0, 100"
    })
    void aRangeIsReadAsTheRfcHasIt(String header, long from, long until) throws Unsatisfiable {
        assertThat(ByteRange.of(header, 100)).contains(new ByteRange(from, until));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=5-2",
                "bytes=0-1,5-6",
                "items=0-1",
                "bytes=a-b",
                "bytes=99999999999999999999-"
            })
    void whatIsNoSingleRangeMeansAllOfTheFile(String header) throws Unsatisfiable {
        assertThat(ByteRange.of(header, 100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void whatLiesBehindTheEndIsRefused(String header) {
        assertThatThrownBy(() -> ByteRange.of(header, 100)).isInstanceOf(Unsatisfiable.class);
    }
}
