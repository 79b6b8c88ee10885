package org.gardefou.restic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.restic.ResticRepository.Initialised;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Repositories that we make on a disk of this machine, as every restic must find them. */
class LocalMakingTest {
    private final Restic restic = Restic.find();

    @TempDir
    Path folder;

    private Path place;

    static Stream<Restic> binaries() {
        return Fixture.binaries();
    }

    @BeforeEach
    void setUp() {
        place = folder.resolve("repository");
    }

    @ParameterizedTest
    @MethodSource("binaries")
    void itLooksLikeOneThatResticMakes(Restic binary) throws IOException {
        // Given one of each
        RepositoryAccess theirs = RepositoryAccess.of(
                folder.resolve("theirs").toString(), RepositoryPassword.of("chosen"), folder.resolve("cache"));
        binary.repository(theirs).init();
        // When
        assertThat(binary.repository(Fixture.access(folder)).init()).isEqualTo(Initialised.CREATED);
        // Then they have the same folders and files of the same modes, and what restic shows of them has the same form
        assertThat(shape(place)).isEqualTo(shape(Path.of(theirs.location())));
        assertThat(Files.size(place.resolve("config"))).isEqualTo(Files.size(Path.of(theirs.location(), "config")));
        assertThat(Fixture.stock(binary, Fixture.access(folder), "cat", "config"))
                .matches(
                        "(?s)\\{\\s*\"version\": 2,\\s*\"id\": \"[0-9a-f]{64}\",\\s*\"chunker_polynomial\": \"[23][0-9a-f]{13}\"\\s*}\\s*");
        assertThat(Fixture.stock(binary, Fixture.access(folder), "cat", "masterkey")
                        .replaceAll("\"[^\"]*=\"", "…"))
                .isEqualTo(Fixture.stock(binary, theirs, "cat", "masterkey").replaceAll("\"[^\"]*=\"", "…"));
        assertThat(Fixture.stock(binary, Fixture.access(folder), "key", "list"))
                .contains("*", System.getProperty("user.name"), Locks.hostName());
    }

    @Test
    void twoHaveNothingInCommon() throws IOException {
        Set<String> secrets = Stream.of("one", "two")
                .map(name ->
                        RepositoryAccess.of(folder.resolve(name).toString(), Fixture.PASSWORD, folder.resolve("cache")))
                .peek(access -> restic.repository(access).init())
                .map(access -> Fixture.stock(restic, access, "cat", "config")
                        + Fixture.stock(restic, access, "cat", "masterkey"))
                .flatMap(text -> Stream.of(text.split("[\\s,:]+")))
                .filter(word -> word.length() > 15 && !word.contains("polynomial"))
                .collect(Collectors.toSet());
        // An id, a polynomial, an AES key, and two halves of a Poly1305 key, of each
        assertThat(secrets).hasSize(10);
    }

    @Test
    void whatWasNotFinishedIsBegunAnew() throws IOException {
        ResticRepository repository = Fixture.repository(restic, folder);
        Path key = Fixture.files(place.resolve("keys")).getFirst();
        byte[] whole = Files.readAllBytes(key);
        // Given it broke off before the config came, behind a key whose writing had broken off before
        Files.delete(place.resolve("config"));
        Files.write(key.resolveSibling(key.getFileName() + "-tmp-1"), new byte[] {'{'});
        Files.write(key.resolveSibling("0".repeat(64)), new byte[0]);
        assertThat(repository.exists()).isFalse();
        // When
        assertThat(repository.init()).isEqualTo(Initialised.CREATED);
        // Then
        assertThat(Fixture.files(place.resolve("keys"))).hasSize(1).doesNotContain(key);
        assertThat(repository.snapshots()).isEmpty();
        // And before there was a key, or all the folders
        for (Path file : Fixture.files(place)) Files.delete(file);
        Files.delete(place.resolve("keys"));
        Files.delete(place.resolve("data/7f"));
        assertThat(repository.init()).isEqualTo(Initialised.CREATED);
        assertThat(repository.snapshots()).isEmpty();
        // And nothing is made anew that is whole
        assertThat(repository.init()).isEqualTo(Initialised.EXISTED);
        assertThat(whole)
                .isNotEqualTo(
                        Files.readAllBytes(Fixture.files(place.resolve("keys")).getFirst()));
    }

    @Test
    void nothingIsWrittenOverThatIsNotOurBeginning() throws IOException {
        // Given a repository that holds something, and has lost its config
        ResticRepository repository = Fixture.repository(restic, folder);
        repository.backup(BackupRequest.of(Fixture.site(folder), "site", "htdocs"), ProgressListener.SILENT);
        byte[] config = Files.readAllBytes(place.resolve("config"));
        Files.delete(place.resolve("config"));
        Map<String, String> before = Fixture.describe(place);
        // Then it stays as it is
        refused(repository, "without its config");
        assertThat(Fixture.describe(place)).isEqualTo(before);
        // And so does the beginning of another one
        for (Path file : Fixture.files(place)) {
            if (!file.startsWith(place.resolve("keys"))) Files.delete(file);
        }
        before = Fixture.describe(place);
        ResticRepository other = restic.repository(Fixture.access(folder).withPassword(RepositoryPassword.generate()));
        refused(other, "the key of another");
        assertThat(Fixture.describe(place)).isEqualTo(before);
        // And a whole one, whose password is another
        Files.write(place.resolve("config"), config);
        assertThatThrownBy(other::init).isInstanceOf(ResticException.WrongPassword.class);
        assertThat(repository.init()).isEqualTo(Initialised.EXISTED);
        assertThatThrownBy(() -> new LocalMaking(place).make(Fixture.PASSWORD, ChunkerPolynomial.fresh()))
                .hasMessageContaining("it holds a repository");
    }

    @Test
    void whereNoFolderCanBeThatIsSaid() throws IOException {
        Files.writeString(place, "a file");
        refused(restic.repository(Fixture.access(folder)), place.toString());
        assertThat(place).hasContent("a file");
    }

    private static void refused(ResticRepository repository, String why) {
        assertThatThrownBy(repository::init)
                .isInstanceOf(ResticException.ResticFailed.class)
                .hasMessageContaining("making of the repository")
                .hasMessageContaining(why);
    }

    /** Every folder and file with its mode; files that are named after their content without that. */
    private static Set<String> shape(Path repository) throws IOException {
        return Stream.concat(
                        Stream.of("root " + Files.getPosixFilePermissions(repository)),
                        Fixture.describe(repository).entrySet().stream()
                                .map(entry -> entry.getKey().replaceAll("[0-9a-f]{64}", "…")
                                        + entry.getValue().replaceAll("(?s).*(mode=\\d+).*", " $1")))
                .collect(Collectors.toSet());
    }
}
