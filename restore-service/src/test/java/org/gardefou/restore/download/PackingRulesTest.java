package org.gardefou.restore.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.gardefou.restic.Node;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.site.DataConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackingRulesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "htdocs/a.php, htdocs/a.php",
        "/htdocs/a/, htdocs/a",
        "htdocs/été.txt, htdocs/été.txt",
        "'C:\\evil', C_\\_evil",
        "a\\..\\b, a_.._b",
    })
    void aNameIsOneThatNobodyIsHarmedBy(String raw, String name) {
        assertThat(new ArchiveNames().of(raw)).contains(name.replace("\\_", "_"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "..", "a/../b", "./a", "a//b", "a/..", "a\0b"})
    void aNameThatGoesUpIsNone(String raw) {
        assertThat(new ArchiveNames().of(raw)).isEmpty();
    }

    @Test
    void twoNamesThatLookTheSameAreTwo() {
        ArchiveNames names = new ArchiveNames();
        assertThat(names.of("b\ufffd.txt")).contains("b\ufffd.txt");
        assertThat(names.of("b\ufffd.txt")).contains("b\ufffd.txt (2)");
        assertThat(names.of("b\ufffd.txt")).contains("b\ufffd.txt (3)");
    }

    @ParameterizedTest
    @CsvSource({
        "a/b/link, ../c, true",
        "a/b/link, ../../c, true",
        "a/b/link, ../../../c, false",
        "a/link, x/../../../y, false",
        "link, .., false",
        "link, /etc/passwd, false",
        "link, C:evil, false",
        "link, a/./b, true",
        "link, '', false",
    })
    void aLinkStaysInTheArchive(String name, String target, boolean inside) {
        assertThat(ArchiveNames.staysInside(name, target)).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "           | 0 100 false",
                "bytes=0-   | 0 100 true",
                "bytes=10-19| 10 10 true",
                "bytes=90-200| 90 10 true",
                "bytes=-10  | 90 10 true",
                "bytes=-500 | 0 100 true",
                "bytes=99-99| 99 1 true",
                "bytes=5-2  | 0 100 false",
                "bytes=-    | 0 100 false",
                "bytes=0-1,5-6 | 0 100 false",
                "lines=1-2  | 0 100 false",
                "bytes=0-99999999999999999999 | 0 100 false",
            })
    void aRangeIsReadAsTheStandardSays(String header, String expected) {
        ByteRange range = ByteRange.of(header, 100);
        assertThat(range).isNotNull();
        assertThat(range.from() + " " + range.length() + " " + range.partial()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=-0", "bytes=999-1000"})
    void aRangeBehindTheEndIsNone(String header) {
        assertThat(ByteRange.of(header, 100)).isNull();
    }

    @Test
    void aHostileTreeIsPackedWithoutItsTraps() throws IOException {
        byte[] tar = tar(out -> {
            put(out, entry("site/", 0755));
            put(out, entry("site/a.php", 06755), "<?php");
            put(out, entry("../up.php", 0644), "up");
            put(out, entry("site/été/x", 0), "x");
            put(out, link("site/ok", "a.php", TarConstants.LF_SYMLINK));
            put(out, link("site/out", "../../etc/passwd", TarConstants.LF_SYMLINK));
            put(out, link("site/hard", "site/a.php", TarConstants.LF_LINK));
            put(out, link("site/pipe", "", TarConstants.LF_FIFO));
        });
        for (Format format : Format.values()) {
            Path file = folder.resolve("made." + format.ending());
            Repacking repacking;
            try (ArchiveWriter out = ArchiveWriter.at(file, format)) {
                repacking = new Repacking(out, bytes -> {});
                repacking.tar(new ByteArrayInputStream(tar), path -> true);
            }
            assertThat(repacking.entries()).isEqualTo(4);
            assertThat(repacking.leftOut())
                    .containsExactly("../up.php", "site/out -> ../../etc/passwd", "site/hard", "site/pipe");
            assertThat(format == Format.ZIP ? zipped(file) : tarred(file))
                    .containsExactly("site/ 755 ", "site/a.php 755 <?php", "site/été/x 600 x", "site/ok 777 a.php");
        }
    }

    @Test
    void aStreamThatIsCutOffIsNoArchive() throws IOException {
        byte[] tar = tar(out -> put(out, entry("a", 0644), "0123456789"));
        byte[] cut = java.util.Arrays.copyOf(tar, 515);
        try (ArchiveWriter out = ArchiveWriter.at(folder.resolve("cut"), Format.TAR_GZIP)) {
            Repacking repacking = new Repacking(out, bytes -> {});
            assertThatThrownBy(() -> repacking.tar(new ByteArrayInputStream(cut), path -> true))
                    .isInstanceOf(IOException.class);
        } catch (IOException e) {
            // The entry was never closed.
        }
    }

    @Test
    void moreThanSixtyFiveThousandFilesFitIntoAZip() throws IOException {
        Path file = folder.resolve("many.zip");
        try (ArchiveWriter out = ArchiveWriter.at(file, Format.ZIP)) {
            for (int i = 0; i < 66_000; i++) out.folder("d" + i, 0755, Instant.EPOCH);
        }
        try (ZipFile zip =
                ZipFile.builder().setPath(file).setIgnoreLocalFileHeader(true).get()) {
            assertThat(java.util.Collections.list(zip.getEntries())).hasSize(66_000);
        }
    }

    @Test
    void aSelectionIsWhatTheListingHas() throws RestoreFailure {
        List<Node> nodes = List.of(
                node("/htdocs", Node.Type.DIRECTORY, 0),
                node("/htdocs/a.php", Node.Type.FILE, 10),
                node("/htdocs/ab", Node.Type.DIRECTORY, 0),
                node("/htdocs/ab/c.php", Node.Type.FILE, 20),
                node("/htdocs/shop.tables.sql", Node.Type.FILE, 7),
                node("/htdocs/shop.definitions.sql", Node.Type.FILE, 7),
                node("/htdocs/shop.events.sql", Node.Type.FILE, 7),
                node("/.gardefou-backup/shop.tables.sql", Node.Type.FILE, 100),
                node("/.gardefou-backup/shop.definitions.sql", Node.Type.FILE, 1),
                node("/.gardefou-backup/shop.events.sql", Node.Type.FILE, 1));
        Selection everything = selection(nodes, List.of(), null);
        assertThat(everything.folders()).containsExactly("/");
        assertThat(everything.bytes()).isEqualTo(153);
        Selection some = selection(nodes, List.of("/htdocs/a.php", "/htdocs/ab"), null);
        assertThat(some.folders()).containsExactly("/htdocs/ab");
        assertThat(some.files()).extracting(Selection.One::path).containsExactly("/htdocs/a.php");
        assertThat(some.bytes()).isEqualTo(30);
        // And a dump is ours, not what the customer calls so
        Selection dump = selection(nodes, List.of(), "shop");
        assertThat(dump.folders()).isEmpty();
        assertThat(dump.bytes()).isEqualTo(102);
        assertThat(dump.files()).allMatch(one -> one.path().startsWith("/.gardefou-backup/"));
        assertThatThrownBy(() -> selection(nodes, List.of(), "other"))
                .isInstanceOfSatisfying(
                        RestoreFailure.class, e -> assertThat(e.code()).isEqualTo(FailureCode.DUMP_MISSING));
        assertThatThrownBy(() -> selection(nodes, List.of("/htdocs/a"), null))
                .isInstanceOfSatisfying(
                        RestoreFailure.class, e -> assertThat(e.text().fr()).contains("/htdocs/a"));
    }

    @Test
    void roomIsLookedForBeforeAByteIsWritten() {
        RoomRule room = new RoomRule(1000, 1500, 100, 10);
        Selection small = new Selection(List.of("/"), List.of(), 900, 11);
        assertThatThrownBy(() -> room.demand(new Selection(List.of("/"), List.of(), 1001, 1), Format.ZIP, 0, 9999))
                .hasMessageContaining("too much for a download");
        assertThatThrownBy(() -> room.demand(small, Format.ZIP, 0, 9999)).hasMessageContaining("TAR_GZIP");
        assertThatThrownBy(() -> room.demand(small, Format.TAR_GZIP, 601, 9999)).hasMessageContaining("no room");
        assertThatThrownBy(() -> room.demand(small, Format.TAR_GZIP, 0, 999)).hasMessageContaining("no room");
        org.assertj.core.api.Assertions.assertThatCode(() -> room.demand(small, Format.TAR_GZIP, 600, 1000))
                .doesNotThrowAnyException();
    }

    @Test
    void aLinkIsGoodForOneDownloadAndOneEnd() {
        DataConfig here = () -> folder.resolve("data");
        LinkKey key = new LinkKey(here);
        UUID id = UUID.randomUUID();
        Instant end = Instant.parse("2026-11-29T10:00:00Z");
        String token = key.token(id, end);
        assertThat(LinkKey.named(token)).isEqualTo(Optional.of(id));
        assertThat(key.signed(token, id, end)).isTrue();
        assertThat(new LinkKey(here).signed(token, id, end)).isTrue();
        assertThat(key.signed(token, id, end.plusSeconds(1))).isFalse();
        assertThat(key.signed(token, UUID.randomUUID(), end)).isFalse();
        assertThat(new LinkKey(() -> folder.resolve("elsewhere")).signed(token, id, end))
                .isFalse();
        assertThat(LinkKey.named("../../etc/passwd")).isEmpty();
        assertThat(LinkKey.named("A".repeat(63))).isEmpty();
    }

    @Test
    void chosenPathsAreSoundAndNoneIsWithinAnother() {
        assertThat(ChosenPaths.of(List.of("/a/b", "/a", "/a/", "/ab"))).containsExactly("/a", "/ab");
        assertThat(ChosenPaths.of(List.of("/a", "/"))).isEmpty();
        for (String bad : List.of("", "a", "/a/../b", "/a//b", "/./a", "/a\0", "/a\ufffd")) {
            assertThatThrownBy(() -> ChosenPaths.of(List.of("/a", bad)))
                    .isInstanceOf(io.quarkiverse.resteasy.problem.HttpProblem.class);
        }
    }

    private static Selection selection(
            List<Node> nodes, List<String> paths, @org.jspecify.annotations.Nullable String database)
            throws RestoreFailure {
        Selection.Reading reading = new Selection.Reading(paths, database);
        nodes.forEach(reading::see);
        return reading.selection();
    }

    private static Node node(String path, Node.Type type, long size) {
        return new Node(path, type, size, 0644, 0, 0, Instant.EPOCH);
    }

    private static byte[] tar(Consumer<TarArchiveOutputStream> filling) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
            filling.accept(out);
        }
        return bytes.toByteArray();
    }

    private static TarArchiveEntry entry(String name, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        return entry;
    }

    private static TarArchiveEntry link(String name, String target, byte kind) {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind);
        entry.setLinkName(target);
        return entry;
    }

    private static void put(TarArchiveOutputStream out, TarArchiveEntry entry) {
        put(out, entry, "");
    }

    private static void put(TarArchiveOutputStream out, TarArchiveEntry entry, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        entry.setSize(bytes.length);
        try {
            out.putArchiveEntry(entry);
            out.write(bytes);
            out.closeArchiveEntry();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> zipped(Path file) throws IOException {
        List<String> found = new java.util.ArrayList<>();
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            for (ZipArchiveEntry entry : java.util.Collections.list(zip.getEntries())) {
                assertThat(entry.getGeneralPurposeBit().usesUTF8ForNames()).isTrue();
                try (InputStream content = zip.getInputStream(entry)) {
                    found.add(entry.getName() + " " + Integer.toOctalString(entry.getUnixMode() & 07777) + " "
                            + new String(content.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return found;
    }

    private static List<String> tarred(Path file) throws IOException {
        List<String> found = new java.util.ArrayList<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GZIPInputStream(java.nio.file.Files.newInputStream(file)), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String content = entry.isSymbolicLink()
                        ? entry.getLinkName()
                        : new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                found.add(entry.getName() + " " + Integer.toOctalString(entry.getMode() & 07777) + " " + content);
            }
        }
        return found;
    }
}
