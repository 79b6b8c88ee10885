package org.gardefou.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    private Path directory;

    @Test
    void aDirectoryOfSomebodyElseIsNeitherUsedNorWiped() throws Exception {
        // Given
        Path letter = Files.writeString(directory.resolve("letter.txt"), "mine");
        Home home = new Home(directory);
        // When, Then
        assertThatThrownBy(home::create).isInstanceOf(Refusal.class).hasMessageContaining("GARDEFOU_HOME");
        assertThatThrownBy(home::wipe).isInstanceOf(Refusal.class);
        assertThat(letter).exists();
    }

    @Test
    void whatIsSecretIsClosedAndTheWayThroughIsOpen() throws Exception {
        // When
        Home home = new Home(directory.resolve("home")).create();
        // Then
        assertThat(permissions(home.directory())).isEqualTo("rwx--x--x");
        assertThat(permissions(home.keys())).isEqualTo("rwx------");
        assertThat(permissions(home.secrets("backup-service"))).isEqualTo("rwx------");
        // When it is wiped
        home.wipe();
        assertThat(home.directory()).doesNotExist();
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
