package org.gardefou.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicTest {

    @Test
    void theFactsThatOthersRebuildFromAreCompacted() throws Exception {
        assertThat(Topic.ofTheSuite())
                .filteredOn(Topic::compacted)
                .extracting(Topic::name)
                .containsExactly("gardefou.servers", "gardefou.sites", "gardefou.contracts", "gardefou.checkpoints");
    }

    @Test
    void whatNoServiceReadsHasNoDeadLetters() throws Exception {
        assertThat(Topic.ofTheSuite())
                .extracting(Topic::name)
                .filteredOn(name -> name.startsWith("gardefou.checkpoints"))
                .containsExactly("gardefou.checkpoints");
    }

    @Test
    void whatEachServiceReadsExistsWithItsDeadLetters() throws Exception {
        // Given what the services say that they read
        List<String> needed = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Path.of(System.getProperty("gardefou.root")))) {
            for (Path settings : modules.map(module -> module.resolve("src/main/resources/application.properties"))
                    .filter(Files::exists)
                    .toList()) {
                Properties service = new Properties();
                try (Reader reader = Files.newBufferedReader(settings)) {
                    service.load(reader);
                }
                for (String topic :
                        service.getProperty("gardefou.bus.topics", "").split(",")) {
                    needed.add(topic.strip());
                    needed.add(topic.strip() + ".dlq." + service.getProperty("quarkus.application.name"));
                }
            }
        }
        // Then there is a topic for each
        assertThat(needed).hasSizeGreaterThan(20);
        assertThat(Topic.ofTheSuite()).extracting(Topic::name).containsAll(needed);
    }

    @Test
    void aLineThatIsNoTopicIsNamed() {
        assertThatThrownBy(() -> Topic.parse("gardefou.sites 6")).hasMessageContaining("gardefou.sites 6");
    }
}
