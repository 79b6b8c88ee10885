package org.gardefou.restic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Key files as restic makes and reads them. */
class KeyFileTest {
    private static final RepositoryPassword CHOSEN = RepositoryPassword.of("pässwort 42");

    /** What comes of its keys is our own work, whichever restic made them. */
    private final Restic restic = Restic.find();

    @TempDir
    Path folder;

    static Stream<Restic> binaries() {
        return Fixture.binaries();
    }

    @ParameterizedTest
    @MethodSource("binaries")
    void aRandomPasswordGetsALightKeyThatResticOpens(Restic each) throws IOException {
        // Given
        RepositoryAccess access = access(RepositoryPassword.generate());

        // When
        each.repository(access).init();

        // Then
        KeyFile key = theKey();
        assertThat(key.cost()).isEqualTo(KeyFile.LIGHT);
        assertThat(key.light()).isTrue();
        Fixture.site(folder);
        BackupSummary made = each.repository(access)
                .backup(BackupRequest.of(folder.resolve("site"), "site", "htdocs"), progress -> {});
        assertThat(made.snapshotId()).isNotBlank();
        assertThat(each.repository(access).check(CheckDepth.readData()).clean()).isTrue();
        assertThatThrownBy(() ->
                        each.repository(access(RepositoryPassword.generate())).snapshots())
                .isInstanceOf(ResticException.WrongPassword.class);
    }

    @Test
    void aChosenPasswordKeepsItsDearKey() throws IOException {
        // When
        restic.repository(access(CHOSEN)).init();

        // Then
        assertThat(theKey().light()).isFalse();
        assertThat(restic.repository(access(CHOSEN)).snapshots()).isEmpty();
    }

    @Test
    void aRandomPasswordThatIsAddedGetsALightKeyOfTheSameRepository() throws IOException {
        // Given
        ResticRepository chosen = restic.repository(access(CHOSEN));
        chosen.init();
        Set<Path> before = Set.copyOf(keys());

        // When
        RepositoryPassword random = RepositoryPassword.generate();
        chosen.addKey(random);

        // Then
        List<Path> added = keys().stream().filter(key -> !before.contains(key)).toList();
        assertThat(added).hasSize(1);
        assertThat(KeyFile.parse(Files.readAllBytes(added.getFirst())).light()).isTrue();
        assertThat(restic.repository(access(random)).snapshots()).isEmpty();
        // And who cannot open it adds none
        assertThatThrownBy(() ->
                        restic.repository(access(RepositoryPassword.generate())).addKey(RepositoryPassword.generate()))
                .isInstanceOf(ResticException.WrongPassword.class);
        assertThat(keys()).hasSize(2);
    }

    @Test
    void aCrashBetweenTheTwoKeysLeavesARepositoryThatOpens() throws IOException {
        // Given a key that restic made, and the light one of the same master key beside it
        RepositoryAccess access = access(RepositoryPassword.generate());
        restic.repository(access(RepositoryPassword.of(access.password().reveal())))
                .init();
        Path dear = keys().getFirst();
        byte[] content = Files.readAllBytes(dear);
        assertThat(restic.repository(access).init()).isEqualTo(ResticRepository.Initialised.EXISTED);
        Files.write(dear, content);

        // When
        ResticRepository.Initialised again = restic.repository(access).init();

        // Then
        assertThat(again).isEqualTo(ResticRepository.Initialised.EXISTED);
        assertThat(keys()).hasSize(2);
        assertThat(restic.repository(access).snapshots()).isEmpty();
    }

    @Test
    void nothingIsMadeOfAKeyThatThePasswordDoesNotOpen() throws Exception {
        // Given
        restic.repository(access(CHOSEN)).init();
        byte[] before = Files.readAllBytes(keys().getFirst());
        // The rule is the same for a light key, and to try a password on one takes no time
        KeyFile key = KeyFile.parse(before).lightened(CHOSEN);
        byte[] bent = key.data().clone();
        bent[20] ^= 1;
        KeyFile spoilt = new KeyFile(
                key.created(),
                key.username(),
                key.hostname(),
                key.kdf(),
                key.cost(),
                8,
                key.parallel(),
                key.salt(),
                bent);
        KeyFile cut = new KeyFile(
                key.created(), null, null, key.kdf(), key.cost(), 8, key.parallel(), key.salt(), new byte[12]);

        // Then
        assertThatThrownBy(() -> key.lightened(RepositoryPassword.of("another")))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> spoilt.lightened(CHOSEN)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> cut.lightened(CHOSEN)).isInstanceOf(GeneralSecurityException.class);
        new LocalKeys(folder.resolve("repository")).lighten(RepositoryPassword.generate());
        assertThat(Files.readAllBytes(keys().getFirst())).isEqualTo(before);
    }

    private RepositoryAccess access(RepositoryPassword password) {
        return RepositoryAccess.of(folder.resolve("repository").toString(), password, folder.resolve("cache"));
    }

    private KeyFile theKey() throws IOException {
        assertThat(keys()).hasSize(1);
        return KeyFile.parse(Files.readAllBytes(keys().getFirst()));
    }

    private List<Path> keys() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("repository/keys"))) {
            return files.toList();
        }
    }
}
