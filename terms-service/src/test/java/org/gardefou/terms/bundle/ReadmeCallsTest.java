package org.gardefou.terms.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls that the README shows, pasted into a shell as they stand: only where the service is and what stands for {@code garde-fou} are the test's. */
@QuarkusTest
class ReadmeCallsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Bus bus;

    @TestHTTPResource
    URI edge;

    @Test
    void theThreeCallsWorkAsTheyStand(@TempDir Path place) throws Exception {
        Scene scene = new Scene(bus).publish().accept().registerSite().contract();
        await().atMost(Scene.SOON).until(() -> !operator()
                .get("/sites/" + scene.site + "/conformance")
                .<List<?>>path("promises")
                .isEmpty());
        operator().post("/checkpoints").then().statusCode(org.hamcrest.Matchers.oneOf(200, 201));

        List<String> said = paste(calls(), scene, place);

        JsonNode warned = JSON.readTree(said.get(0));
        assertThat(warned.at("/notice/changeType").asText()).isEqualTo("site.dns-changed");
        assertThat(warned.at("/notice/text/title/fr").asText()).contains("courrier", "boutique.example");
        JsonNode promised = JSON.readTree(said.get(1));
        assertThat(promised.path("site").asText()).isEqualTo(scene.site.toString());
        assertThat(promised.path("promises").size()).isGreaterThan(3);
        // What is left is what the verifier is called with
        String[] asked = said.get(2).split(" ", -1);
        assertThat(asked).startsWith("verify", "evidence.zip", "--trust");
        Verifier.Verdict verdict = Verifier.terms(
                Files.readAllBytes(place.resolve("evidence.zip")), Arrays.copyOfRange(asked, 2, asked.length));
        assertThat(verdict.said()).contains("GOOD", scene.site.toString());
        assertThat(verdict.exitCode()).isZero();
    }

    /** The commands under the heading, without those that ask for where we are. */
    private static String calls() throws IOException {
        String block = Files.readString(Path.of("README.md"), UTF_8)
                .split("## Three calls", -1)[1]
                .split("```sh\n", -1)[1]
                .split("```", -1)[0];
        assertThat(block).startsWith("edge=http://localhost:8080 token=$(./garde-fou token)\nsite=$(");
        return block.lines().skip(2).collect(Collectors.joining("\n"));
    }

    private List<String> paste(String calls, Scene scene, Path place) throws IOException, InterruptedException {
        Path script = Files.writeString(place.resolve("garde-fou"), "#!/bin/sh\necho \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        String shell = calls.replace("\ncurl ", "\necho; curl ");
        Path said = place.resolve("said");
        ProcessBuilder bash = new ProcessBuilder("bash", "-euc", shell)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        bash.environment()
                .putAll(Map.of(
                        "edge", edge.toString().replaceFirst("/$", ""),
                        "token", TestTokens.operator(),
                        "site", scene.site.toString()));
        int exitCode = bash.start().waitFor();
        assertThat(exitCode).as(Files.readString(said)).isZero();
        return Files.readString(said).lines().filter(line -> !line.isBlank()).toList();
    }
}
