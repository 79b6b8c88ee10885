package org.gardefou.backup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

    private final UUID site = UUID.randomUUID();
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
        byte[] wrapped = keys.wrap(site, password);
        assertThat(keys.unwrap(site, wrapped)).isEqualTo(password);
        assertThat(keys.wrap(site, password)).isNotEqualTo(wrapped);
        assertThat(new String(wrapped, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(password.reveal());
    }

    @Test
    void theKeyIsOursAloneAndStaysWhenItIsPreparedAgain() throws IOException {
        Path file = secrets.resolve(KeyWrapping.SECRET);
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
        byte[] wrapped = keys.wrap(site, password);
        Files.delete(secrets.resolve(KeyWrapping.SECRET));
        keys.prepareFirst();
        assertThatThrownBy(() -> keys.unwrap(site, wrapped))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Put back the one");
    }

    @Test
    void inAnotherSitesRowItDoesNotOpen() throws IOException {
        byte[] wrapped = keys.wrap(site, password);
        assertThatThrownBy(() -> keys.unwrap(UUID.randomUUID(), wrapped)).isInstanceOf(IOException.class);
    }

    @Test
    void aFlippedBitDoesNotOpen() throws IOException {
        byte[] wrapped = keys.wrap(site, password);
        wrapped[wrapped.length - 1] ^= 1;
        assertThatThrownBy(() -> keys.unwrap(site, wrapped)).isInstanceOf(IOException.class);
    }

    @Test
    void aMissingKeyIsNamedAndNoneIsMade() throws IOException {
        byte[] wrapped = keys.wrap(site, password);
        Files.delete(secrets.resolve(KeyWrapping.SECRET));
        assertThatThrownBy(() -> keys.unwrap(site, wrapped))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("kek");
        assertThat(secrets.resolve(KeyWrapping.SECRET)).doesNotExist();
    }

    private static KeyWrapping in(Path directory) {
        return new KeyWrapping(() -> directory);
    }
}
