package org.gardefou.restore.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The producers' golden examples, read by our own records. */
class SiteListenerGoldenTest {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

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
        String golden = Files.readString(
                Path.of("../" + service + "/src/main/resources/contracts/" + type + ".v1.example.json"));
        Object read = JSON.readValue(golden, reading);
        // Every component that may not be null was there.
        for (var component : reading.getRecordComponents()) {
            boolean optional =
                    component.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class);
            try {
                component.getAccessor().setAccessible(true);
                if (!optional)
                    assertThat(component.getAccessor().invoke(read))
                            .as(component.getName())
                            .isNotNull();
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }
}
