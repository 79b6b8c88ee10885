package org.gardefou.diagnostics.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.gardefou.access.files.FileAccessException.Reason;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.host.LocalHost;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObstacleTest {

    private static final String NAME = "wp-config.php";

    @TempDir
    Path root;

    @TempDir
    Path scratch;

    private SiteFiles files;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        files = new LocalHost(scratch).files(root.toString());
        file = root.resolve(NAME);
    }

    @Test
    void nothingIsInTheWayOfAFile() throws IOException {
        Files.writeString(file, "<?php");

        assertThat(Obstacle.to(files, NAME, NAME, 5)).isEmpty();
    }

    @Test
    void whatIsNotThereIsNoObstacle() throws IOException {
        assertThat(Obstacle.isThere(files, NAME)).isFalse();
        assertThat(Obstacle.to(files, NAME, NAME, 5)).isEmpty();
    }

    @Test
    void aFolderInItsPlaceIsTold() throws IOException {
        Files.createDirectory(file);

        assertTold("is not an ordinary file", "n'est pas un fichier ordinaire");
    }

    @Test
    void aNamedPipeInItsPlaceIsToldAndNotWaitedFor() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> assertTold("is not an ordinary file", "n'est pas un fichier ordinaire"));
    }

    @Test
    void aLinkOutOfTheSiteIsTold() throws IOException {
        Files.createSymbolicLink(file, Path.of("/etc/hostname"));

        assertThat(Obstacle.isThere(files, NAME)).isTrue();
        assertTold("leads out of the site", "mène hors du site");
    }

    @Test
    void whatIsTooLargeIsToldWithItsSize() throws IOException {
        Files.writeString(file, "<?php exit;");

        assertTold("has 11 bytes; with more than 5", "fait 11 octets");
    }

    @Test
    void whatWeMayNotReadTheSiteMay() {
        assertThat(Obstacle.of(NAME, Reason.NOT_PERMITTED)).hasValueSatisfying(obstacle -> {
            assertThat(obstacle.text().en()).contains("cannot be read by this service");
            assertThat(obstacle.certain()).isFalse();
        });
    }

    private void assertTold(String en, String fr) throws IOException {
        assertThat(Obstacle.to(files, NAME, NAME, 5)).hasValueSatisfying(obstacle -> {
            assertThat(obstacle.text().en()).startsWith(NAME).contains(en);
            assertThat(obstacle.text().fr()).startsWith(NAME).contains(fr);
            assertThat(obstacle.certain()).isTrue();
        });
    }
}
