package org.gardefou.restic;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.bouncycastle.crypto.generators.SCrypt;
import org.jspecify.annotations.Nullable;

/**
 * A file of a repository's {@code keys} folder: the master key, sealed under a password. The format is restic's (its design
 * document, "Keys, Encryption and MAC"): scrypt of the password gives the {@link SealingKey} under which the data is sealed.
 *
 * @param cost N of scrypt; time and memory grow with it
 * @param blockSize r of scrypt
 * @param parallel p of scrypt
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record KeyFile(
        String created,
        @Nullable String username,
        @Nullable String hostname,
        String kdf,
        @JsonProperty("N") int cost,
        @JsonProperty("r") int blockSize,
        @JsonProperty("p") int parallel,
        byte[] salt,
        byte[] data) {

    /** 2 ms and 1 MiB. It makes guessing dearer, and 256 random bits cannot be guessed at any price. */
    static final int LIGHT = 1024;

    private static final int BLOCK_SIZE = 8;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SCRYPT = "scrypt";
    private static final int SALT_BYTES = 64;

    static KeyFile parse(byte[] json) throws IOException {
        return MAPPER.readValue(json, KeyFile.class);
    }

    byte[] json() throws IOException {
        return MAPPER.writeValueAsBytes(this);
    }

    /** Whether to try a password on it takes no time that anybody would notice. */
    boolean light() {
        return cost <= LIGHT && blockSize <= BLOCK_SIZE && parallel == 1;
    }

    /**
     * The same master key under the same password, with a cheap derivation. Every process that opens the repository derives the
     * key anew, which takes a quarter of a CPU second with the parameters that restic chooses for passwords of people.
     *
     * @throws GeneralSecurityException when the password does not open this one
     */
    KeyFile lightened(RepositoryPassword password) throws GeneralSecurityException {
        byte[] master = open(password);
        KeyFile bare = new KeyFile(
                created, username, hostname, kdf, LIGHT, BLOCK_SIZE, 1, SealingKey.random(SALT_BYTES), new byte[0]);
        return bare.sealing(master, password);
    }

    /** A new one with a cheap derivation, for a random password. */
    static KeyFile light(byte[] master, RepositoryPassword password, Instant created, String host)
            throws GeneralSecurityException {
        return new KeyFile(
                        created.toString(),
                        System.getProperty("user.name"),
                        host,
                        SCRYPT,
                        LIGHT,
                        BLOCK_SIZE,
                        1,
                        SealingKey.random(SALT_BYTES),
                        new byte[0])
                .sealing(master, password);
    }

    /**
     * The master key, as restic writes it in JSON.
     *
     * @throws GeneralSecurityException when the password does not open it
     */
    byte[] open(RepositoryPassword password) throws GeneralSecurityException {
        if (!kdf.equals(SCRYPT)) throw new GeneralSecurityException("A key by " + kdf + ", which is not known here");
        return derived(password).open(data);
    }

    private KeyFile sealing(byte[] master, RepositoryPassword password) throws GeneralSecurityException {
        byte[] sealed = derived(password).seal(master);
        return new KeyFile(created, username, hostname, kdf, cost, blockSize, parallel, salt, sealed);
    }

    private SealingKey derived(RepositoryPassword password) {
        return SealingKey.of(SCrypt.generate(
                password.reveal().getBytes(StandardCharsets.UTF_8), salt, cost, blockSize, parallel, SealingKey.BYTES));
    }
}
