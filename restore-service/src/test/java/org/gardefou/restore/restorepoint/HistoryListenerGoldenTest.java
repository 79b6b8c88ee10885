package org.gardefou.restore.restorepoint;

import java.io.IOException;
import java.util.stream.Stream;
import org.gardefou.restore.bed.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The producers' golden examples, read by our own records. */
class HistoryListenerGoldenTest {
    static Stream<Arguments> goldens() {
        return Stream.of(
                Arguments.of("backup-service", "restore-point.created", HistoryListener.PointTold.class),
                Arguments.of("backup-service", "restore-point.expired", HistoryListener.PointEnded.class),
                Arguments.of("backup-service", "restore-point.corrupted", HistoryListener.PointEnded.class),
                Arguments.of("backup-service", "restore-point.verified", HistoryListener.Verified.class),
                Arguments.of("backup-service", "restore-point.compared", HistoryListener.Compared.class),
                Arguments.of("diagnostics-service", "site.diagnosed", HistoryListener.DiagnosisTold.class),
                Arguments.of("diagnostics-service", "site.plugin-updated", HistoryListener.ChangeTold.class),
                Arguments.of("diagnostics-service", "site.files-changed", HistoryListener.ChangeTold.class),
                Arguments.of("diagnostics-service", "site.dns-changed", HistoryListener.ChangeTold.class),
                Arguments.of("support-service", "case.opened", HistoryListener.CaseTold.class));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void aGoldenExampleHasWhatWeUse(String service, String type, Class<?> reading) throws IOException {
        Golden.assertHasWhatWeUse(service, type, reading);
    }
}
