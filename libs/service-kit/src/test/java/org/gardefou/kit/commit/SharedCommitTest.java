package org.gardefou.kit.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceListener;
import io.agroal.api.configuration.supplier.AgroalPropertiesReader;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.gardefou.local.process.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SharedCommitTest {

    private static final int WRITERS = 2;
    private static final int MOST = 50;

    @Inject
    AgroalDataSource dataSource;

    @BeforeEach
    void aTable() throws SQLException {
        execute("create table shared_commit_test (number int primary key check (number <> 13))");
    }

    @AfterEach
    void away() throws SQLException {
        execute("drop table shared_commit_test");
    }

    private static List<Integer> insert(Connection connection, List<Integer> numbers) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into shared_commit_test values (?)")) {
            for (int number : numbers) {
                insert.setInt(1, number);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return numbers;
    }

    @Test
    void manyCommandsAreEachAnsweredByTheirOwnOutcomeAndOneThatCannotBeStoredFailsAlone() throws Exception {
        // Given
        List<Integer> refused = new ArrayList<>();
        try (SharedCommit<Integer, Integer> commits =
                        new SharedCommit<>("test", dataSource, WRITERS, MOST, 1_000, SharedCommitTest::insert);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> outcomes = new ArrayList<>();
            // When
            for (int number = 0; number < 200; number++) {
                int one = number;
                outcomes.add(callers.submit(() -> commits.store(one)));
            }
            // Then
            for (int number = 0; number < 200; number++) {
                try {
                    assertThat(outcomes.get(number).get()).isEqualTo(number);
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(SharedCommit.StoreFailed.class);
                    refused.add(number);
                }
            }
        }
        assertThat(refused).containsExactly(13);
        assertThat(stored()).isEqualTo(199);
    }

    @Test
    void whatOnlyReadsIsAnsweredTogetherAndBeginsNoTransaction() throws Exception {
        List<Integer> gatherings = java.util.Collections.synchronizedList(new ArrayList<>());
        try (SharedCommit<Integer, Boolean> questions =
                SharedCommit.reading("test", dataSource, 1, MOST, 1_000, (connection, asked) -> {
                    gatherings.add(asked.size());
                    Boolean open = connection.getAutoCommit();
                    return asked.stream().map(number -> open && number >= 0).toList();
                })) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int number = 0; number < 200; number++) answers.add(questions.storeLater(number - 1));
            for (int number = 0; number < 200; number++)
                assertThat(answers.get(number).get()).isEqualTo(number != 0);
        }
        assertThat(gatherings).hasSizeLessThan(200);
        assertThat(gatherings.stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
    }

    @Test
    void withoutADatabaseAllThatWaitFailTogetherAndNotOneAfterTheOther() throws Exception {
        // Given a port at which nothing listens
        int port = FreePorts.find(1).getFirst();
        Duration patience = Duration.ofSeconds(1);
        AtomicInteger asked = new AtomicInteger();
        AgroalPropertiesReader settings = new AgroalPropertiesReader()
                .readProperties(Map.of(
                        AgroalPropertiesReader.JDBC_URL,
                        "jdbc:postgresql://127.0.0.1:" + port + "/nobody",
                        AgroalPropertiesReader.MAX_SIZE,
                        "2",
                        AgroalPropertiesReader.ACQUISITION_TIMEOUT,
                        patience.toString()));
        AgroalDataSourceListener counting = new AgroalDataSourceListener() {
            @Override
            public void beforeConnectionAcquire() {
                asked.incrementAndGet();
            }
        };
        try (AgroalDataSource away = AgroalDataSource.from(settings, counting);
                SharedCommit<Integer, Integer> commits =
                        new SharedCommit<>("test", away, WRITERS, MOST, 1_000, SharedCommitTest::insert)) {
            // When
            List<Future<Integer>> outcomes = new ArrayList<>();
            for (int number = 0; number < 40; number++) outcomes.add(commits.storeLater(number));
            // Then
            for (Future<Integer> outcome : outcomes) {
                assertThatThrownBy(outcome::get).hasCauseInstanceOf(SharedCommit.StoreFailed.class);
            }
        }
        // One after the other would be as many as there are commands; how many gather while the first wait is the
        // machine's affair.
        assertThat(asked.get()).isBetween(1, 20);
    }

    @Test
    void afterItsEndNothingIsTakenAndNobodyWaits() {
        SharedCommit<Integer, Integer> commits =
                new SharedCommit<>("test", dataSource, WRITERS, MOST, 1_000, SharedCommitTest::insert);
        commits.close();

        assertThatThrownBy(() -> commits.store(1)).isInstanceOf(SharedCommit.StoreFailed.class);
    }

    @Test
    void anErrorFailsWhatItMetAndTheWriterGoesOn() throws Exception {
        try (SharedCommit<Integer, Integer> commits =
                new SharedCommit<>("test", dataSource, 1, MOST, 1_000, (connection, numbers) -> {
                    insert(connection, numbers);
                    if (numbers.contains(1)) throw new StackOverflowError("too deep");
                    return numbers;
                })) {
            assertThatThrownBy(() -> commits.store(1)).hasCauseInstanceOf(StackOverflowError.class);

            assertThat(commits.store(2)).isEqualTo(2);
        }
        assertThat(stored()).isEqualTo(1);
    }

    private int stored() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from shared_commit_test")) {
            count.next();
            return count.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
