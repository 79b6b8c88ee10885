package org.gardefou.backup.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gardefou.backup.run.Failure.Code;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {

    @Test
    void aMissingResticSaysHowToInstallIt(@TempDir Path folder) {
        // Given
        ResticException missing = org.assertj.core.api.Assertions.catchThrowableOfType(
                ResticException.class, () -> Restic.at(folder.resolve("restic")));
        // When
        Failure failure = Failures.of(missing);
        // Then
        assertThat(failure.code()).isEqualTo(Code.RESTIC_MISSING);
        assertThat(failure.code().passing()).isFalse();
        assertThat(failure.text().fr()).contains("apt-get install restic");
    }

    @Test
    void aFullDiskIsNamedWhereverItShows() {
        assertThat(Failures.of(new IOException("write: No space left on device"))
                        .code())
                .isEqualTo(Code.NO_SPACE);
        assertThat(Failures.of(new IOException("Disk quota exceeded")).code()).isEqualTo(Code.NO_SPACE);
    }

    @Test
    void whatNobodyForesawIsTriedAgainAndItsDetailIsBounded() {
        Failure failure = Failures.of(new IllegalStateException("x".repeat(5000)));
        assertThat(failure.code()).isEqualTo(Code.UNEXPECTED);
        assertThat(failure.code().passing()).isTrue();
        assertThat(failure.detail()).hasSize(1000);
    }

    @Test
    void onlyWhatVanishedMayBeMissing() {
        Unreadable gone = new Unreadable("/htdocs/cache/1", "lstat /htdocs/cache/1: no such file or directory");
        Unreadable refused = new Unreadable("/htdocs/private", "open /htdocs/private: permission denied");
        assertThat(SnapshotMaking.vanished(List.of(gone))).isTrue();
        assertThat(SnapshotMaking.vanished(List.of(gone, refused))).isFalse();
        assertThat(SnapshotMaking.vanished(List.of())).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void everyCodeTellsWhatToDoInBothLanguagesAndIsInTheContract(Code code) throws IOException {
        assertThat(code.text().fr()).contains(" : ").isNotEqualTo(code.text().en());
        assertThat(code.text().en()).contains(": ");
        assertThat(Files.readString(Path.of("src/main/resources/contracts/backup.failed.v1.schema.json")))
                .contains("\"" + code + "\"");
    }
}
