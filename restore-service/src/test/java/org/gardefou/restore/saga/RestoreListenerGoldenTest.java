package org.gardefou.restore.saga;

import java.io.IOException;
import java.util.stream.Stream;
import org.gardefou.restore.bed.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The producers' golden examples, read by our own records. */
class RestoreListenerGoldenTest {
    static Stream<Arguments> goldens() {
        return Stream.of(
                Arguments.of("backup-service", "restore-point.created", RestoreListener.PointTold.class),
                Arguments.of("backup-service", "backup.failed", RestoreListener.BackupFailed.class),
                Arguments.of("diagnostics-service", "site.diagnosed", RestoreListener.Diagnosed.class));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void aGoldenExampleHasWhatWeUse(String service, String type, Class<?> reading) throws IOException {
        Golden.assertHasWhatWeUse(service, type, reading);
    }
}
