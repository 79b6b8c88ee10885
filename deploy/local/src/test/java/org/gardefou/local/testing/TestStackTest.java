package org.gardefou.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** What a service's tests find: this module has no {@code stack-test.properties}, so the stack is started by hand. */
class TestStackTest {

    @Test
    void theStackRunsWhileItIsOpenAndLeavesNothingBehind() throws Exception {
        // Given nothing started it for this module
        assertThat(System.getProperty(TestStack.RUNS)).isNull();
        // When
        Path directory;
        try (TestStack stack = TestStack.start()) {
            assertThat(stack).isNotNull();
            directory = Path.of(System.getProperty(TestStack.RUNS));
            // Then the properties lead to a database of its own, a broker and a key
            try (Connection connection = DriverManager.getConnection(
                    System.getProperty("quarkus.datasource.jdbc.url"),
                    System.getProperty("quarkus.datasource.username"),
                    System.getProperty("quarkus.datasource.password"))) {
                connection.createStatement().execute("create table mine (id int)");
            }
            try (Admin admin =
                    Admin.create(Map.of("bootstrap.servers", System.getProperty("kafka.bootstrap.servers")))) {
                assertThat(admin.listTopics().names().get())
                        .contains("gardefou.sites", "gardefou.sites.dlq.terms-service");
            }
            assertThat(TestTokens.operator()).contains(".");
            assertThat(Path.of(java.net.URI.create(System.getProperty("mp.jwt.verify.publickey.location"))))
                    .isRegularFile();
        }
        assertThat(Files.exists(directory)).isFalse();
    }
}
