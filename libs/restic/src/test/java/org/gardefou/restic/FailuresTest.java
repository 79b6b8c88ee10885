package org.gardefou.restic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    private static final String PACK = "f5d35881dbe882d711e533e9023fb23c81ae7f39e2d550acf59bafccb23bebd1";
    private static final String ERRORS = "Fatal: repository contains errors";

    private final Failures failures = new Failures("check", "/srv/repository", "/srv/cache");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pack " + PACK + " failed to download: StreamPack: open /srv/data/f5/" + PACK + ": permission denied",
                "pack " + PACK + " failed to download: StreamPack: read /srv/data/f5/" + PACK + ": input/output error",
                "error: error loading index d23eb339: open /srv/index/d23eb339: stale file handle",
                "pack " + PACK
                        + " failed to download: StreamPack: Get \"https://s3/b/data\": dial tcp 10.0.0.1:443: connect:"
                        + " connection refused",
                "  ReadFull(<data/f4091bd068>): Get \"https://s3/b/data\": net/http: TLS handshake timeout",
                "  ReadFull(<data/f4091bd068>): connection lost",
            })
    void storageThatStopsToAnswerInTheMiddleIsNoDamage(String line) {
        assertThat(failures.away(List.of(line, ERRORS)))
                .containsInstanceOf(ResticException.RepositoryUnreachable.class);
        assertThat(failures.away(List.of(line, "Fatal: LoadIndex returned errors")))
                .isPresent();
    }

    @Test
    void damageIsToldWhateverTheFilesAreCalledAndWhateverWasTriedAgain() {
        assertThat(failures.away(List.of("pack " + PACK + ": does not exist", ERRORS)))
                .isEmpty();
        assertThat(failures.away(List.of("Pack ID does not match, want f5d35881, got 0a1b2c3d", ERRORS)))
                .isEmpty();
        assertThat(failures.away(
                        List.of("  file \"input/output error \\\" forbidden.txt\" blob 0 not found in index", ERRORS)))
                .isEmpty();
        assertThat(failures.away(List.of(
                        "Load(<data/f5d35881db>, 0, 0) returned error, retrying after 552ms: connection reset by peer",
                        "pack " + PACK + ": ciphertext verification failed",
                        ERRORS)))
                .isEmpty();
    }
}
