package org.gardefou.restic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResticTest {
    @TempDir
    Path folder;

    @Test
    void aBinaryIsAskedForItsVersionOnceAndAgainWhenItIsAnother() throws IOException {
        // Given a binary that writes down how it is called
        Path binary = folder.resolve("restic");
        put(binary, "0.14.0");

        // When it is wanted twice, then it was started once
        assertThat(Restic.at(binary).version()).isEqualTo(new ResticVersion(0, 14, 0));
        assertThat(Restic.at(binary).version()).isEqualTo(new ResticVersion(0, 14, 0));
        assertThat(calls()).containsExactly("version");

        // When another takes its place, as an upgrade does, then that one is asked
        put(binary, "0.18.0");
        assertThat(Restic.at(binary).version()).isEqualTo(new ResticVersion(0, 18, 0));
        assertThat(calls()).hasSize(2);

        // When it goes away, then what was known of it does not count
        Files.delete(binary);
        assertThatThrownBy(() -> Restic.at(binary)).isInstanceOf(ResticException.BinaryMissing.class);
    }

    private void put(Path binary, String version) throws IOException {
        Path fresh = folder.resolve("fresh");
        Files.writeString(
                fresh,
                "#!/bin/sh\necho \"$@\" >>" + folder.resolve("calls") + "\necho restic " + version
                        + " compiled with go\n");
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(fresh, binary, StandardCopyOption.REPLACE_EXISTING);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }
}
