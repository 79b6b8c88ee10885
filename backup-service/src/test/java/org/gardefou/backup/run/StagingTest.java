package org.gardefou.backup.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.backup.source.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {

    @TempDir
    Path root;

    @TempDir
    Path outside;

    private Source source = new Source(UUID.randomUUID(), "boutique", Path.of("/"), Path.of("/"), List.of(), null);

    @BeforeEach
    void site() throws IOException {
        source = new Source(
                UUID.randomUUID(), "boutique", root, Files.createDirectory(root.resolve("htdocs")), List.of(), null);
    }

    @Test
    void nobodyElseMayEnterAndNothingStays() throws IOException {
        try (Staging staging = Staging.beside(source)) {
            Files.writeString(staging.databases().resolve("a.sql"), "1");
            staging.demandUntouched();
            assertThat(root.resolve(".gardefou-backup/databases/a.sql")).hasContent("1");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(".gardefou-backup"))))
                    .isEqualTo("rwx------");
        }
        assertThat(all(root)).containsExactly("htdocs");
    }

    @Test
    void whatIsPutInItsPlaceIsNeitherWrittenNorTakenForOurs() throws IOException {
        Path name = root.resolve(".gardefou-backup");
        Path aside = root.resolve("aside");
        try (Staging staging = Staging.beside(source)) {
            // When the customer moves the folder away and plants a link
            Files.move(name, aside);
            Files.createSymbolicLink(name, outside);
            Files.writeString(staging.databases().resolve("a.sql"), "1");
            // Then
            assertThat(all(outside)).isEmpty();
            assertThatThrownBy(staging::demandUntouched).hasMessageContaining("in the place of");
        }
        // And no dump is left, wherever the folder went
        assertThat(all(aside)).isEmpty();
        assertThat(outside).exists();
        assertThat(name).doesNotExist();
    }

    @Test
    void aFolderOfTheCustomersOwnIsNotTakenForOurs() throws IOException {
        Path name = root.resolve(".gardefou-backup");
        try (Staging staging = Staging.beside(source)) {
            Files.move(name, root.resolve("aside"));
            Files.createDirectory(name);
            assertThatThrownBy(staging::demandUntouched).isInstanceOf(IOException.class);
        }
    }

    private static List<String> all(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(path -> path.getFileName().toString()).toList();
        }
    }
}
