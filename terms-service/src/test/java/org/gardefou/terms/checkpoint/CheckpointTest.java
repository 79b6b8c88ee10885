package org.gardefou.terms.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.anybody;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.system;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.process.PrivateFiles;
import org.gardefou.local.process.SigningKeyFile;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Owner;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a checkpoint says can be checked by anybody with what is served publicly, and a chain that was changed is not signed. */
@QuarkusTest
class CheckpointTest {

    private static final Path KEY = Path.of(System.getProperty("gardefou.secrets.directory"), SigningKeyFile.NAME);

    @Inject
    Ledger ledger;

    @Inject
    Bus bus;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    Sealing sealing;

    @Test
    void whatIsSignedIsToldAndAnybodyCanCheckIt() throws Exception {
        append(Ids.next(), 3);

        JsonPath made = seal();

        JsonPath read = anybody()
                .get("/checkpoints/" + made.getLong("number"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(read.getString("body")).isEqualTo(made.getString("body"));
        assertThat(signatureHolds(read.getString("body"), read.getString("jws"), key(read.getString("key"))))
                .isTrue();
        assertThat(signatureHolds(
                        read.getString("body").replace("\"number\":", "\"number\":1"),
                        read.getString("jws"),
                        key(read.getString("key"))))
                .isFalse();
        JsonPath signed = JsonPath.from(read.getString("body"));
        assertThat(signed.getLong("size")).isEqualTo(read.getLong("size"));
        assertThat(signed.getString("root")).isEqualTo(read.getString("root"));
        await().atMost(Scene.SOON).until(() -> !bus.told("checkpoint.published", UUID.fromString(made.getString("id")))
                .isEmpty());
        assertThat(bus.told("checkpoint.published", UUID.fromString(made.getString("id")))
                        .getFirst()
                        .data()
                        .path("jws")
                        .asText())
                .isEqualTo(made.getString("jws"));
    }

    @Test
    void theChainOfCheckpointsIsConsistentAndNamesItsPredecessor() {
        append(Ids.next(), 2);
        JsonPath first = seal();
        append(Ids.next(), 5);
        JsonPath second = seal();

        JsonPath proof = anybody()
                .get("/checkpoints/%d/consistency?to=%d".formatted(first.getLong("number"), second.getLong("number")))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(second.getString("previous"))
                .isEqualTo(org.gardefou.terms.ledger.Canonical.sha256(first.getString("body")));
        assertThat(proof.getLong("fromSize")).isEqualTo(first.getLong("size"));
        assertThat(proof.getList("path")).isNotEmpty();
        anybody()
                .get("/checkpoints/%d/consistency?to=%d".formatted(second.getLong("number"), first.getLong("number")))
                .then()
                .statusCode(400);
    }

    @Test
    void anEntryIsProvenOnceItIsSigned() {
        UUID customer = Ids.next();
        append(customer, 3);
        long seq = system().get("/evidence?customer=" + customer)
                .then()
                .extract()
                .jsonPath()
                .getLong("items[1].seq");
        customer(customer).get("/evidence/" + seq + "/inclusion").then().statusCode(409);
        seal();

        JsonPath proof = customer(customer)
                .get("/evidence/" + seq + "/inclusion")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        byte[] hash = MerkleTree.leaf(HexFormat.of().parseHex(proof.getString("hash")));
        List<String> path = proof.getList("path");
        List<Range> ranges = MerkleTree.inclusion(seq - 1, proof.getLong("size"));
        assertThat(path).hasSameSizeAs(ranges);
        for (int i = 0; i < path.size(); i++) {
            byte[] other = HexFormat.of().parseHex(path.get(i));
            hash = ranges.get(i).start() >= seq ? MerkleTree.node(hash, other) : MerkleTree.node(other, hash);
        }
        assertThat(HexFormat.of().formatHex(hash)).isEqualTo(proof.getString("root"));
        customer(Ids.next()).get("/evidence/" + seq + "/inclusion").then().statusCode(404);
    }

    @Test
    void whereNothingHappenedTheLatestIsAnswered() {
        append(Ids.next(), 1);
        seal();
        assertThat(sealing.sealIfDue()).as("too young to be due").isEmpty();
        while (system().post("/checkpoints").statusCode() == 201) Thread.onSpinWait();
        system().post("/checkpoints").then().statusCode(200);
    }

    @Test
    void aReplacedKeySignsFromThenOnAndTheOldOneStaysKnown() throws IOException {
        String kept = Files.readString(KEY);
        append(Ids.next(), 1);
        String before = seal().getString("key");
        try {
            Files.delete(KEY);
            SigningKeyFile.in(KEY.getParent());
            append(Ids.next(), 1);
            String after = seal().getString("key");

            assertThat(after).isNotEqualTo(before);
            assertThat(anybody()
                            .get("/checkpoint-keys")
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath()
                            .<String>getList("keys.kid"))
                    .contains(before, after);
            assertThat(activated(after)).isEqualTo(before);
        } finally {
            PrivateFiles.write(KEY, kept);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----\n", "\u00e9"})
    void withoutAUsableKeyNothingIsSignedAndItIsSaidWhatToDo(String content) throws IOException {
        String kept = Files.readString(KEY);
        append(Ids.next(), 1);
        try {
            if (content.isEmpty()) Files.delete(KEY);
            else PrivateFiles.write(KEY, content);
            system().post("/checkpoints")
                    .then()
                    .statusCode(503)
                    .body("type", org.hamcrest.Matchers.endsWith("/problems/terms/no-signing-key"));
        } finally {
            PrivateFiles.write(KEY, kept);
        }
    }

    @Test
    void aChainThatWasChangedIsNotSigned() throws SQLException {
        append(Ids.next(), 3);
        try {
            forced(
                    "update ledger_entry set body = replace(body, 'test.fact', 'best.fact') where seq = (select seq - 1 from ledger_head)");
            JsonPath found =
                    system().get("/evidence/verification").then().extract().jsonPath();
            assertThat(found.getBoolean("sound")).isFalse();
            assertThat(found.getLong("brokenAt")).isEqualTo(found.getLong("entries") - 1);
            system().post("/checkpoints")
                    .then()
                    .statusCode(409)
                    .body("type", org.hamcrest.Matchers.endsWith("/problems/terms/chain-changed"))
                    .body("brokenAt", org.hamcrest.Matchers.equalTo((int) found.getLong("brokenAt")));
        } finally {
            forced(
                    "update ledger_entry set body = replace(body, 'best.fact', 'test.fact') where body like '%best.fact%'");
        }
        seal();
    }

    /** As if more had been signed than there is: what a ledger looks like whose end was cut off. */
    @Test
    void aChainOfWhichTheSignedEndIsGoneIsNotSignedAnyFurther() throws SQLException {
        append(Ids.next(), 1);
        seal();
        append(Ids.next(), 2);
        try {
            signedOver("""
                    insert into checkpoint (number, id, origin, size, root, head, previous, key, at, body, jws)
                    select number + 1, gen_random_uuid(), origin, size + 1000000, root, head, root, key, at, body, jws
                    from checkpoint order by number desc limit 1""");
            system().post("/checkpoints")
                    .then()
                    .statusCode(409)
                    .body("type", org.hamcrest.Matchers.endsWith("/problems/terms/chain-cut"));
        } finally {
            signedOver("delete from checkpoint where size > (select seq from ledger_head)");
        }
        system().post("/checkpoints").then().statusCode(org.hamcrest.Matchers.oneOf(200, 201));
    }

    /** The end was cut off and written anew, longer than it was: the chain alone holds, and the tree grows on as if nothing had happened. */
    @Test
    void anotherHistoryThanTheSignedOneIsNotSigned() throws SQLException {
        append(Ids.next(), 1);
        seal();
        append(Ids.next(), 2);
        String swapped =
                "update checkpoint set head = root, root = head where number = (select max(number) from checkpoint)";
        try {
            signedOver(swapped);
            system().post("/checkpoints")
                    .then()
                    .statusCode(409)
                    .body("type", org.hamcrest.Matchers.endsWith("/problems/terms/chain-forked"));
        } finally {
            signedOver(swapped);
        }
        system().post("/checkpoints").then().statusCode(org.hamcrest.Matchers.oneOf(200, 201));
    }

    @Test
    void anEndThatWasCutOffWithItsHeadIsFoundByTheCheckpoint() throws SQLException {
        append(Ids.next(), 3);
        seal();
        try (Connection connection = Owner.connection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("alter table ledger_entry disable trigger user");
                statement.execute("alter table ledger_head disable trigger user");
                statement.execute("delete from ledger_entry where seq = (select seq from ledger_head)");
                statement.execute(
                        "update ledger_head set (seq, hash) = (select seq, hash from ledger_entry order by seq desc limit 1)");
                try (var rows = statement.executeQuery(
                        "select ledger_first_break(), ledger_first_break(c.size, c.size), c.size from checkpoint c order by number desc limit 1")) {
                    rows.next();
                    assertThat(rows.getObject(1))
                            .as("the walk alone sees nothing")
                            .isNull();
                    assertThat(rows.getLong(2)).isEqualTo(rows.getLong(3));
                }
            } finally {
                connection.rollback();
            }
        }
    }

    @Test
    void theChainIsWalkedInParts() {
        append(Ids.next(), 7);
        long entries = 0;
        Long from = 1L;
        while (from != null) {
            JsonPath part = system().get("/evidence/verification?limit=1000&from=" + from)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(part.getBoolean("sound")).isTrue();
            entries += part.getLong("to") - part.getLong("from") + 1;
            from = part.get("next") == null ? null : Long.valueOf(part.getLong("next"));
        }
        assertThat(entries).isGreaterThanOrEqualTo(7);
        assertThat(system().get("/evidence/verification")
                        .then()
                        .extract()
                        .jsonPath()
                        .getBoolean("guarded"))
                .isTrue();
        system().get("/evidence/verification?from=0").then().statusCode(400);
        system().get("/evidence/verification?limit=200001").then().statusCode(400);
    }

    @Test
    void theGoldenExampleIsReallySigned() throws Exception {
        JsonPath example = JsonPath.from(
                Files.readString(Path.of("src/main/resources/contracts/checkpoint.published.v1.example.json")));
        // The key of RFC 8037, appendix A.
        VerifyingKey key =
                VerifyingKey.ofPoint(Base64.getUrlDecoder().decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));
        assertThat(key.id())
                .isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
                .isEqualTo(example.getString("key"));
        assertThat(signatureHolds(example.getString("body"), example.getString("jws"), key.key()))
                .isTrue();
    }

    private static JsonPath seal() {
        return system().post("/checkpoints").then().statusCode(201).extract().jsonPath();
    }

    private String activated(String key) {
        while (system().post("/checkpoints").statusCode() == 201) Thread.onSpinWait();
        try (Connection connection = dataSource.getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select body::jsonb #>> '{data,before}' from ledger_entry where kind = 'checkpoint-key.activated' and body like '%"
                                        + key + "%'")) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void forced(String sql) throws SQLException {
        try (Connection connection = Owner.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table ledger_entry disable trigger user");
            statement.execute(sql);
            statement.execute("alter table ledger_entry enable trigger user");
        }
    }

    /** Changes the checkpoints, as the owner of the table who took its triggers away. */
    private void signedOver(String sql) throws SQLException {
        try (Connection connection = Owner.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("alter table checkpoint disable trigger user");
            statement.execute(sql);
            statement.execute("alter table checkpoint enable trigger user");
            connection.commit();
        }
    }

    private static PublicKey key(String kid) throws Exception {
        String pem = anybody()
                .get("/checkpoint-keys")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("keys.find { it.kid == '%s' }.pem".formatted(kid));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(
                        Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""))));
    }

    private static boolean signatureHolds(String body, String jws, PublicKey key) throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        String[] parts = jws.split("\\.", -1);
        assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
                .contains("\"alg\":\"EdDSA\"");
        signature.update((parts[0] + "." + body).getBytes(StandardCharsets.UTF_8));
        return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    }

    private void append(UUID customer, int facts) {
        QuarkusTransaction.requiringNew().run(() -> {
            for (int i = 0; i < facts; i++)
                ledger.append(new Fact("test.fact", Instant.now(), Ids.next(), customer, Map.of("number", i)));
        });
    }
}
