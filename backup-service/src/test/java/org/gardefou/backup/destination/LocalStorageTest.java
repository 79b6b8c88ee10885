package org.gardefou.backup.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest {

    @TempDir
    Path place;

    @Test
    void whatWasDeletedIsToldFromWhatIsNotMounted() throws IOException {
        // Given
        Path repository = Files.createDirectories(place.resolve("depot"));
        Files.createDirectories(repository.resolve("keys"));
        Files.writeString(repository.resolve("keys/one"), "{}");
        Files.writeString(repository.resolve("config"), "{}");
        try (Storage storage = new LocalStorage(place)) {
            storage.demandThere("depot");
            storage.delete("depot", Storage.KEYS);
            assertThat(storage.count("depot", Storage.KEYS)).isZero();
            // When its storage is away, and the folder it is mounted on is empty
            Path away = place.resolveSibling(place.getFileName() + "-away");
            Files.move(place, away);
            Files.createDirectory(place);
            // Then
            assertThat(storage.count("depot", "")).isZero();
            assertThatThrownBy(() -> storage.demandThere("depot"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("see whether its storage is mounted");
            // And what is deleted whole passes for deleted until it is noted, and may be done twice
            Files.delete(place);
            Files.move(away, place);
            storage.delete("depot", "");
            storage.delete("depot", "");
            assertThat(storage.count("depot", "")).isZero();
            assertThatCode(() -> storage.demandThere("depot")).doesNotThrowAnyException();
            storage.deleteFolder("depot");
            storage.deleteFolder("depot");
            assertThat(place).isEmptyDirectory();
        }
    }
}
