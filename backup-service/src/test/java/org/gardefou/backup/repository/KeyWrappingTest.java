package org.gardefou.backup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.access.secret.SecretUnavailableException;
import org.gardefou.restic.RepositoryPassword;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyWrappingTest {

    @TempDir
    Path folder;

    private final String site = UUID.randomUUID().toString();
    private final RepositoryPassword password = RepositoryPassword.generate();
    private Path secrets = Path.of("/");
    private KeyWrapping keys = in(secrets);

    @BeforeEach
    void firstKey() throws IOException {
        secrets = folder.resolve("secrets");
        keys = in(secrets);
        keys.prepareFirst();
    }

    @Test
    void whatIsWrappedOpensAgainAndNeverLooksTheSameTwice() throws IOException {
        Wrapped wrapped = keys.wrap(site, password);
        assertThat(keys.unwrap(site, wrapped)).isEqualTo(password);
        assertThat(keys.wrap(site, password))
                .satisfies(again -> assertThat(again.bytes()).isNotEqualTo(wrapped.bytes()));
        assertThat(new String(wrapped.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(password.reveal());
    }

    @Test
    void theKeyIsOursAloneAndStaysWhenItIsPreparedAgain() throws IOException {
        Path file = secrets.resolve("kek");
        String before = Files.readString(file);
        keys.prepareFirst();
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> all = Files.list(secrets)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void underAnotherKeyItDoesNotOpen() throws IOException {
        Wrapped wrapped = keys.wrap(site, password);
        Files.delete(secrets.resolve("kek"));
        keys.prepareFirst();
        assertThatThrownBy(() -> keys.unwrap(site, wrapped))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Put back the one");
    }

    @Test
    void inAnotherSitesRowItDoesNotOpen() throws IOException {
        Wrapped wrapped = keys.wrap(site, password);
        assertThatThrownBy(() -> keys.unwrap(UUID.randomUUID().toString(), wrapped))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aFlippedBitDoesNotOpen() throws IOException {
        Wrapped wrapped = keys.wrap(site, password);
        wrapped.bytes()[wrapped.bytes().length - 1] ^= 1;
        assertThatThrownBy(() -> keys.unwrap(site, wrapped)).isInstanceOf(IOException.class);
    }

    @Test
    void aMissingKeyIsNamedAndNoneIsMade() throws IOException {
        Wrapped wrapped = keys.wrap(site, password);
        Files.delete(secrets.resolve("kek"));
        assertThatThrownBy(() -> keys.unwrap(site, wrapped))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("kek");
        assertThat(secrets.resolve("kek")).doesNotExist();
    }

    @Test
    void anOlderKeyIsNeededForWhatItWrappedAndNoLonger() throws IOException {
        // Given one that an older key wrapped
        Wrapped old = keys.wrap(site, password);
        KeyWrapping newer = in(secrets, "kek-2027", Map.of());
        newer.prepareFirst();
        // When
        Wrapped again = newer.again(site, old);
        // Then
        assertThat(old.kek()).isEqualTo("kek");
        assertThat(again.kek()).isEqualTo("kek-2027");
        Files.delete(secrets.resolve("kek"));
        assertThat(newer.unwrap(site, again)).isEqualTo(password);
        assertThatThrownBy(() -> newer.unwrap(site, old)).hasMessageContaining("kek");
    }

    @Test
    void aVariableThatIsNotSetIsNamed() {
        KeyWrapping variable = in(secrets, "night", Map.of("night", "env:GARDEFOU_NO_SUCH_KEY"));
        assertThatThrownBy(() -> variable.wrap(site, password)).hasMessageContaining("GARDEFOU_NO_SUCH_KEY");
    }

    @Test
    void aSourceThatIsNoneIsNamed() {
        KeyWrapping unknown = in(secrets, "night", Map.of("night", "ldap:somewhere"));
        assertThatThrownBy(() -> unknown.wrap(site, password)).hasMessageContaining("gardefou.keys.sources.\"night\"");
    }

    private static KeyWrapping in(Path directory) {
        return in(directory, "kek", Map.of());
    }

    private static KeyWrapping in(Path directory, String current, Map<String, String> sources) {
        return VaultTest.keys(directory, current, sources, null);
    }
}
