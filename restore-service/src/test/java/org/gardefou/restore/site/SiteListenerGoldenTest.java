package org.gardefou.restore.site;

import java.io.IOException;
import java.util.stream.Stream;
import org.gardefou.restore.bed.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The producers' golden examples, read by our own records. */
class SiteListenerGoldenTest {
    static Stream<Arguments> goldens() {
        return Stream.of(
                Arguments.of("diagnostics-service", "server.registered", SiteListener.ServerTold.class),
                Arguments.of("diagnostics-service", "server.changed", SiteListener.ServerTold.class),
                Arguments.of("diagnostics-service", "server.removed", SiteListener.ServerGone.class),
                Arguments.of("diagnostics-service", "site.registered", SiteListener.SiteTold.class),
                Arguments.of("diagnostics-service", "site.moved", SiteListener.SiteTold.class),
                Arguments.of("diagnostics-service", "site.removed", SiteListener.SiteGone.class),
                Arguments.of("terms-service", "contract.activated", SiteListener.ContractTold.class),
                Arguments.of("terms-service", "contract.changed", SiteListener.ContractTold.class),
                Arguments.of("terms-service", "contract.ended", SiteListener.SiteGone.class));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void aGoldenExampleHasWhatWeUse(String service, String type, Class<?> reading) throws IOException {
        Golden.assertHasWhatWeUse(service, type, reading);
    }
}
