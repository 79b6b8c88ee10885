package org.gardefou.diagnostics.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.DatabaseException;
import org.gardefou.access.database.DatabaseLimits;
import org.gardefou.access.database.ProbeOutcome;
import org.gardefou.access.database.Row;
import org.gardefou.access.host.LocalHost;
import org.gardefou.diagnostics.attribution.Witness;
import org.gardefou.diagnostics.testing.RealSite;
import org.gardefou.local.process.FreePorts;
import org.gardefou.local.site.WordPressSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a database server is down, or a customer made it look so, with the real client. */
class DatabaseCheckTest {

    private static final DatabaseLimits LIMITS =
            new DatabaseLimits(Duration.ofSeconds(60), Duration.ofSeconds(600), Duration.ofSeconds(600));

    private final Path scratch;

    DatabaseCheckTest(@TempDir Path scratch) {
        this.scratch = scratch;
    }

    @Test
    void aPortWhereNobodyListensIsOurOwnProof() throws IOException {
        int free = FreePorts.find(1).getFirst();
        ProbeOutcome seen =
                database(Credentials.tcp("127.0.0.1", free, "u", "p")).probe("s");

        assertThat(seen.kind()).isEqualTo(ProbeOutcome.Kind.UNREACHABLE);
        assertThat(DatabaseCheck.witness(seen)).isEqualTo(Witness.OWN_PROBE);
    }

    @Test
    void aServerThatHangsUpBeforeItKnowsWhoAsksIsOurOwnProof() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ExecutorService hangsUp = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> served = hangsUp.submit(() -> {
                socket.accept().close();
                return null;
            });

            ProbeOutcome seen = database(Credentials.tcp("127.0.0.1", socket.getLocalPort(), "u", "p"))
                    .probe("s");

            served.get();
            assertThat(seen.kind()).isEqualTo(ProbeOutcome.Kind.SERVER_GONE);
            assertThat(DatabaseCheck.witness(seen)).isEqualTo(Witness.OWN_PROBE);
        }
    }

    @Test
    void aConnectionThatTheSitesOwnUserCanKillIsNone() throws Exception {
        // Given somebody who asks the real server with the site's user, as the check does
        WordPressSite real = RealSite.get();
        Database site = database(Credentials.tcp(
                real.database().host(),
                real.database().port(),
                real.database().siteUser(),
                real.database().sitePassword()));
        try (ExecutorService asks = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<DatabaseException>> asked = asks.submit(() -> {
                try {
                    site.query(real.database().name(), "select sleep(500) as victim");
                    return Optional.empty();
                } catch (DatabaseException e) {
                    return Optional.of(e);
                }
            });
            // When the site's PHP kills that connection, with no other right than its own
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                List<Row> threads = site.query(
                        real.database().name(),
                        "select id from information_schema.processlist where info like '%as victim%' and id <> connection_id()");
                for (Row thread : threads) site.query(real.database().name(), "kill " + thread.text("id"));
                return !threads.isEmpty();
            });
            // Then it looks as if the server had gone, and proves nothing
            DatabaseException killed = asked.get().orElseThrow();
            ProbeOutcome seen =
                    new ProbeOutcome(ProbeOutcome.Kind.SERVER_GONE, killed.code(), String.valueOf(killed.getMessage()));
            assertThat(killed.code()).isIn(2006, 2013);
            assertThat(DatabaseCheck.witness(seen)).isEqualTo(Witness.CUSTOMER_WRITABLE);
        }
    }

    private Database database(Credentials credentials) throws IOException {
        return new Database(new LocalHost(scratch), credentials, LIMITS);
    }
}
