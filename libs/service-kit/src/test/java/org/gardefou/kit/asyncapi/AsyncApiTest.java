package org.gardefou.kit.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.kit.notes.Client.anybody;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.gardefou.kit.inbox.BusConfig;
import org.gardefou.kit.inbox.Dispatcher;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AsyncApiTest {

    @Inject
    Dispatcher dispatcher;

    @Inject
    BusConfig config;

    @Inject
    ObjectMapper json;

    @Test
    void theDocumentIsOpenAndTellsWhatIsSentAndReceived() {
        JsonPath document = anybody()
                .get("/notes/asyncapi")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(document.getString("asyncapi")).isEqualTo("3.0.0");
        assertThat(document.getString("info.title")).contains("kit-test");
        assertThat(document.getString("channels.'kit.parcels'.address")).isEqualTo("kit.parcels");
        assertThat(document.getString("operations.'receive.kit.parcels'.action"))
                .isEqualTo("receive");
        assertThat(document.getList("operations.'send.kit.notes'.messages.'$ref'"))
                .isEqualTo(List.of("#/channels/kit.notes/messages/note.written"));
        assertThat(document.getString("components.messages.'note.written'.name"))
                .isEqualTo("org.gardefou.note.written.v1");
        assertThat(document.getString("components.messages.'note.written'.examples[0].payload.title"))
                .isEqualTo("Bonjour");
        assertThat(document.getString("components.messages.'note.written'.payload.schema.type"))
                .isEqualTo("object");
    }

    @Test
    void theContractIsWhatTheServiceDoes() throws IOException {
        BusContractCheck.requireTrue(dispatcher, config, json);
    }
}
