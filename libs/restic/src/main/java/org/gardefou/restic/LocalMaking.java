package org.gardefou.restic;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes an empty repository on a disk of this machine, in restic's format (its design document, "Repository Format"). restic
 * itself would derive the key of a password that somebody chose, for which it first measures the machine: a CPU second in all, which a
 * random password has no use for. Whether there is a repository is told by its {@code config}, so that comes last: what is without one
 * was not finished, and is begun anew.
 */
final class LocalMaking {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** With compression. */
    private static final int FORMAT = 2;

    private static final int ID_BYTES = 32;
    private static final int PREFIXES = 256;

    /** Where a repository keeps what it was given to keep. */
    private static final List<String> HOLDINGS = List.of("data", "index", "snapshots");

    private final Path repository;

    LocalMaking(Path repository) {
        this.repository = repository;
    }

    /**
     * Makes it. The folder may be there, and may hold the beginning of a repository.
     *
     * @throws FileAlreadyExistsException when the folder holds what this must not touch: a repository, or what is left of one
     */
    void make(RepositoryPassword password, ChunkerPolynomial polynomial) throws IOException {
        requireNothingOf(password);
        Path data = WholeFiles.folder(repository.resolve("data"));
        for (int i = 0; i < PREFIXES; i++) {
            WholeFiles.folder(data.resolve(HexFormat.of().toHexDigits((byte) i)));
        }
        for (String name : List.of("index", "keys", "locks", "snapshots")) {
            WholeFiles.folder(repository.resolve(name));
        }
        WholeFiles.force(data);
        WholeFiles.force(repository);
        try {
            SealingKey master = SealingKey.fresh();
            new LocalKeys(repository).add(KeyFile.light(master.json(), password, Instant.now(), Locks.hostName()));
            WholeFiles.write(repository, "config", master.seal(config(polynomial)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES", e);
        }
    }

    private static byte[] config(ChunkerPolynomial polynomial) throws IOException {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("version", FORMAT);
        config.put("id", HexFormat.of().formatHex(SealingKey.random(ID_BYTES)));
        config.put("chunker_polynomial", polynomial.hexadecimal());
        return MAPPER.writeValueAsBytes(config);
    }

    private void requireNothingOf(RepositoryPassword password) throws IOException {
        if (Files.exists(repository.resolve("config"))) throw taken("a repository");
        for (String name : HOLDINGS) {
            if (holdsFiles(repository.resolve(name))) throw taken("what is left of a repository without its config");
        }
        if (Files.exists(repository.resolve("keys")) && !new LocalKeys(repository).clearOwn(password)) {
            throw taken("the key of another repository");
        }
    }

    private FileAlreadyExistsException taken(String by) {
        return new FileAlreadyExistsException(
                repository.toString(), null, "it holds " + by + ", which must not be written over");
    }

    private static boolean holdsFiles(Path folder) throws IOException {
        if (!Files.exists(folder)) return false;
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.anyMatch(path -> !Files.isDirectory(path));
        }
    }
}
