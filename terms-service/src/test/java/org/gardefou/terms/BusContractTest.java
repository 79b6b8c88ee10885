package org.gardefou.terms;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.gardefou.kit.asyncapi.BusContractCheck;
import org.gardefou.kit.inbox.BusConfig;
import org.gardefou.kit.inbox.Dispatcher;
import org.junit.jupiter.api.Test;

/** What the AsyncAPI document says of the bus is what the service does. */
@QuarkusTest
class BusContractTest {

    @Inject
    Dispatcher dispatcher;

    @Inject
    BusConfig config;

    @Inject
    ObjectMapper json;

    @Test
    void theContractIsWhatTheServiceDoes() throws IOException {
        BusContractCheck.requireTrue(dispatcher, config, json);
    }
}
