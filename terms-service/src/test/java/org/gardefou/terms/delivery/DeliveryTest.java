package org.gardefou.terms.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.panel;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.durable.Receipt;
import org.gardefou.terms.durable.Receipts;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.EventSchemas;
import org.gardefou.terms.testing.Mailbox;
import org.gardefou.terms.testing.Owner;
import org.gardefou.terms.testing.PdfCheck;
import org.gardefou.terms.testing.Scene;
import org.gardefou.terms.testing.WithMail;
import org.gardefou.terms.testing.WithNeighbours;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a customer accepted is sent to them on a durable medium, with proof, once; and what cannot be sent is never said to be. */
@QuarkusTest
@TestProfile(WithNeighbours.class)
class DeliveryTest {

    private static final Duration LONG = Duration.ofSeconds(120);

    /** What all who change nothing about the terms are shown. */
    private static @Nullable Scene shown;

    @Inject
    Bus bus;

    @Inject
    ChangeLetters changeLetters;

    @Inject
    Receipts receipts;

    /**
     * Four customers of one plan, one of whom was erased before its terms changed; the others were told of it.
     *
     * @param key that the click of the second was reported under
     */
    private record Changed(
            Scene told,
            String address,
            Scene named,
            String name,
            String namedAddress,
            String key,
            Scene erased,
            Scene returned,
            String version) {}

    private static @Nullable Changed changed;

    /** Publishing takes a while, and so do the papers of a version: all tests of changes look at the same one. */
    private Changed changed() {
        Changed made = changed == null ? change() : changed;
        changed = made;
        return made;
    }

    private Changed change() {
        Scene told = new Scene(bus).publish();
        Scene named = told.neighbour();
        Scene erased = told.neighbour();
        Scene returned = told.neighbour();
        String name = "Camille Martin " + Ids.next();
        String address = someone("camille");
        String namedAddress = someone("camille");
        String key = Ids.next().toString();
        accepted(told, address).registerSite().contract();
        accepted(erased, someone("camille")).registerSite().contract();
        accepted(returned, someone("camille")).registerSite().contract();
        named.acceptance = Scene.created(customer(named.customer)
                .header("Idempotency-Key", key)
                .body(body(named, namedAddress).replace("Camille Martin", name))
                .post("/acceptances"));
        named.registerSite().contract();
        erase(erased);
        sign();
        ended(named);
        String version = told.promise("PT24H", "PT72H").draft(told.defaultClauses());
        Authoring.publish(
                        version,
                        "{\"effectiveFrom\": \"%s\"}".formatted(Instant.now().plus(Duration.ofDays(40))))
                .then()
                .statusCode(200);
        return new Changed(told, address, named, name, namedAddress, key, erased, returned, version);
    }

    private static String notice(Scene scene) {
        String notices = "/change-notices?contract=" + scene.contract;
        await().atMost(LONG)
                .until(() -> !system().get(notices).<List<?>>path("items").isEmpty());
        return system().get(notices).path("items[0].id");
    }

    private static String noticeThatWasSent(Scene scene) {
        String notice = notice(scene);
        await().atMost(LONG)
                .until(() -> system().get("/change-notices/" + notice).path("deliveredAt") != null);
        return notice;
    }

    private Scene scene() {
        Scene terms = shown == null ? new Scene(bus).publish() : shown;
        shown = terms;
        return terms.neighbour();
    }

    private Scene accepted(String address) {
        return accepted(scene(), address);
    }

    private static Scene accepted(Scene scene, String address) {
        scene.acceptance = Scene.created(
                customer(scene.customer).body(body(scene, address)).post("/acceptances"));
        return scene;
    }

    private static String body(Scene scene, String address) {
        return scene.acceptanceBody(scene.renditionSha256("fr"))
                .replaceFirst("\\{", "{\"email\": \"%s\", ".formatted(address));
    }

    private static String someone(String kind) {
        return kind + "." + Ids.next() + "@example.org";
    }

    private static void sign() {
        operator().post("/checkpoints").then().statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    private static JsonPath deliveries(Scene scene) {
        return operator()
                .get("/acceptances/" + scene.acceptance + "/deliveries")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** As if what was tried again had been tried for days. */
    private static void passDays(Scene scene) throws SQLException {
        await().atMost(LONG).until(() -> deliveries(scene).getInt("items[0].attempts") > 1);
        try (Connection owner = Owner.connection();
                var age = owner.prepareStatement(
                        "update delivery set created_at = created_at - interval '10 days' where acceptance = ?")) {
            age.setObject(1, UUID.fromString(scene.acceptance));
            assertThat(age.executeUpdate()).isOne();
        }
    }

    private static JsonPath ended(Scene scene) {
        await().atMost(LONG)
                .until(() -> deliveries(scene).getList("items.state").stream().noneMatch("WAITING"::equals));
        return deliveries(scene);
    }

    private static List<Object> evidence(Scene scene, String kind) {
        return operator()
                .get("/evidence?limit=200&customer=" + scene.customer)
                .then()
                .statusCode(200)
                .extract()
                .path("items.findAll { it.kind == '%s' }.body.data".formatted(kind));
    }

    @Test
    void thePapersAreSentWithTheirProofOnceACheckpointCoversTheAcceptance() throws Exception {
        String address = someone("camille");
        Scene scene = accepted(address);
        sign();

        JsonPath sent = ended(scene);

        assertThat(sent.getList("items")).hasSize(1);
        assertThat(sent.getString("items[0].state")).isEqualTo("SENT");
        assertThat(sent.getString("items[0].answer")).isEqualTo("250 2.0.0 Ok: queued as 4Z1");
        assertThat(sent.getString("items[0].relay")).isEqualTo("127.0.0.1");
        assertThat(sent.getInt("items[0].code")).isEqualTo(250);
        assertThat(sent.getInt("items[0].attempts")).isEqualTo(1);
        List<byte[]> taken = Mailbox.taken(address);
        assertThat(taken).hasSize(1);
        assertThat(sent.getString("items[0].messageSha256")).isEqualTo(Canonical.sha256(taken.getFirst()));

        List<Mailbox.Mail> mails = Mailbox.of(address);
        assertThat(mails).hasSize(1);
        Mailbox.Mail mail = mails.getFirst();
        String delivery = sent.getString("items[0].id");
        assertThat(mail.message().getMessageID())
                .isEqualTo("<" + delivery + "@hebergeur.example>")
                .isEqualTo(sent.getString("items[0].messageId"));
        assertThat(mail.header("Subject")).isEqualTo("Vos conditions acceptées : Conditions");
        assertThat(mail.header("From")).isEqualTo("Hébergeur Étoile SAS <contrats@hebergeur.example>");
        assertThat(mail.header("Reply-To")).isEqualTo("aide@hebergeur.example");
        assertThat(mail.header("To")).isEqualTo(address);
        assertThat(mail.header("Content-Language")).isEqualTo("fr");
        assertThat(mail.text())
                .contains("Les conditions « Conditions », version 1, ont été acceptées le", "Hébergeur Étoile SAS");
        assertThat(mail.html())
                .contains("<html lang=\"fr\">", "ont été acceptées le")
                .doesNotContain("http");
        String terms = "conditions-" + scene.version + ".pdf";
        String receipt = "recu-" + scene.acceptance + ".pdf";
        assertThat(mail.attached()).containsOnlyKeys(terms, receipt);
        mail.attached().values().forEach(PdfCheck::keepsTheStandards);
        assertThat(sent.getString("items[0].documentSha256"))
                .isEqualTo(Canonical.sha256(mail.attached().get(terms)));
        assertThat(sent.getString("items[0].receiptSha256"))
                .isEqualTo(Canonical.sha256(mail.attached().get(receipt)));
        // What was sent is what can be downloaded, the proof of the ledger in it.
        assertThat(customer(scene.customer)
                        .get("/acceptances/" + scene.acceptance + "/receipt/pdf")
                        .asByteArray())
                .isEqualTo(mail.attached().get(receipt));
        assertThat(JsonPath.from(new String(
                                PdfCheck.enclosed(mail.attached().get(receipt)).get("recu.json"),
                                StandardCharsets.UTF_8))
                        .getLong("proof.checkpoint"))
                .isEqualTo(sent.getLong("items[0].receiptCheckpoint"));
        operator()
                .get("/evidence?limit=200&customer=" + scene.customer)
                .then()
                .body("items.kind", contains("acceptance.recorded", "acceptance.delivered"))
                .body("items[1].body.data.acceptance", equalTo(scene.acceptance))
                .body("items[1].body.data.messageSha256", equalTo(Canonical.sha256(taken.getFirst())))
                .body("items[1].body.data.commitments.answer", notNullValue())
                .body("items[1].body.toString()", not(containsString("example.org")));
    }

    @Test
    void whatBecameOfThePapersIsToldOnTheBus() throws Exception {
        Scene sent = accepted(someone("camille"));
        Scene refused = accepted(someone("refused"));
        sign();
        ended(sent);
        ended(refused);

        assertThat(told("acceptance.delivered", sent).get("acceptance").asText())
                .isEqualTo(sent.acceptance);
        assertThat(told("acceptance.undeliverable", refused).get("code").asInt())
                .isEqualTo(550);
    }

    private JsonNode told(String type, Scene scene) throws Exception {
        await().atMost(Scene.SOON).until(() -> tellings(type, scene).size() == 1);
        JsonNode data = tellings(type, scene).getFirst();
        assertThat(EventSchemas.errors(type + ".v1", data.toString())).isEmpty();
        return data;
    }

    private List<JsonNode> tellings(String type, Scene scene) {
        return bus.told(type, UUID.fromString(scene.document)).stream()
                .map(Bus.Told::data)
                .filter(data -> data.get("customer").asText().equals(scene.customer.toString()))
                .toList();
    }

    @Test
    void theCustomerIsWrittenToInTheirLanguage() {
        String address = someone("camille");
        Scene scene = scene();
        scene.acceptance = Scene.created(customer(scene.customer)
                .body(body(scene, address)
                        .replace("\"locale\": \"fr\"", "\"locale\": \"en\"")
                        .replace(scene.renditionSha256("fr"), scene.renditionSha256("en")))
                .post("/acceptances"));
        sign();
        ended(scene);

        Mailbox.Mail mail = Mailbox.of(address).getFirst();

        assertThat(mail.header("Subject")).isEqualTo("The terms that you accepted: Terms");
        assertThat(mail.text()).contains("version 1, were accepted on");
        assertThat(PdfCheck.text(mail.attached().get("receipt-" + scene.acceptance + ".pdf")))
                .contains("Receipt for the acceptance of terms");
    }

    @Test
    void whatTheRelayRefusesIsNeverCalledSent() {
        Scene scene = accepted(someone("refused"));
        sign();

        JsonPath refused = ended(scene);

        assertThat(refused.getString("items[0].state")).isEqualTo("UNDELIVERABLE");
        assertThat(refused.getString("items[0].reason")).isEqualTo("REFUSED");
        assertThat(refused.getInt("items[0].code")).isEqualTo(550);
        assertThat(refused.getString("items[0].answer")).contains("550 5.1.1", "User unknown");
        assertThat(refused.getInt("items[0].attempts")).isEqualTo(1);
        assertThat(evidence(scene, "acceptance.delivered")).isEmpty();
        assertThat(evidence(scene, "acceptance.undeliverable")).hasSize(1);
        customer(scene.customer)
                .get("/acceptances/" + scene.acceptance + "/receipt/pdf")
                .then()
                .statusCode(200);
    }

    @Test
    void whatTheRelayPutsOffIsTriedAgain() {
        String address = someone("later");
        Scene scene = accepted(address);
        sign();

        JsonPath sent = ended(scene);

        assertThat(sent.getString("items[0].state")).isEqualTo("SENT");
        assertThat(sent.getInt("items[0].attempts")).isEqualTo(2);
        assertThat(Mailbox.of(address)).hasSize(1);
    }

    @Test
    void whatDidNotWorkForTooLongIsGivenUpAndSaidForWhatItIs() throws Exception {
        Scene never = accepted(someone("never"));
        String address = someone("silent");
        Scene silent = accepted(address);
        Scene broken = accepted(someone("camille"));
        // No fault of the service is at hand that keeps it from writing a mail: an address that it would not have taken
        // is one.
        try (Connection owner = Owner.connection();
                var spoil = owner.prepareStatement("update personal_value set value = 'no address' where owner = ?")) {
            spoil.setObject(1, UUID.fromString(broken.acceptance));
            spoil.executeUpdate();
        }
        sign();
        for (Scene scene : List.of(never, silent, broken)) passDays(scene);

        JsonPath given = ended(never);
        assertThat(given.getString("items[0].state")).isEqualTo("UNDELIVERABLE");
        assertThat(given.getString("items[0].reason")).isEqualTo("GIVEN_UP");
        assertThat(given.getInt("items[0].code")).isEqualTo(451);
        assertThat(given.getInt("items[0].attempts")).isGreaterThan(1);

        JsonPath lost = ended(silent);
        assertThat(lost.getString("items[0].state")).isEqualTo("UNWRITTEN");
        assertThat(lost.getString("items[0].reason")).isEqualTo("ANSWER_LOST");
        assertThat(lost.getString("items[0].next")).contains("peut-être arrivé", "/deliveries");
        List<byte[]> taken = Mailbox.taken(address);
        assertThat(taken).hasSize(lost.getInt("items[0].attempts"));
        assertThat(lost.getString("items[0].messageSha256")).isEqualTo(Canonical.sha256(taken.getFirst()));

        JsonPath unwritten = ended(broken);
        assertThat(unwritten.getString("items[0].state")).isEqualTo("UNWRITTEN");
        assertThat(unwritten.getString("items[0].reason")).isEqualTo("NOT_COMPOSED");
        assertThat(unwritten.getString("items[0].next")).contains("Rien n'est parti", "/receipt/pdf");
        assertThat(unwritten.getInt("items[0].attempts")).isGreaterThan(1);
        assertThat(unwritten.getString("items[0].messageSha256")).isNull();

        assertThat(told("acceptance.undeliverable", silent).get("reason").asText())
                .isEqualTo("ANSWER_LOST");
        assertThat(told("acceptance.undeliverable", broken).get("reason").asText())
                .isEqualTo("NOT_COMPOSED");
        assertThat(evidence(broken, "acceptance.undeliverable")).hasSize(1);
        // Whoever gives an address that is one can have it sent.
        operator()
                .body("{\"email\": \"%s\"}".formatted(someone("camille")))
                .post("/acceptances/" + broken.acceptance + "/deliveries")
                .then()
                .statusCode(201);
        assertThat(ended(broken).getList("items.state")).containsExactly("UNWRITTEN", "SENT");
    }

    @Test
    void aRelayThatHangsUpAfterTakingAMailIsNotSentItAgain() {
        String address = someone("brusque");
        Scene scene = accepted(address);
        sign();

        JsonPath sent = ended(scene);

        assertThat(sent.getString("items[0].state")).isEqualTo("SENT");
        assertThat(sent.getInt("items[0].attempts")).isEqualTo(1);
        assertThat(Mailbox.taken(address)).hasSize(1);
    }

    @Test
    void whatTheRelaySaidIsForTheHosterAlone() {
        Scene scene = accepted(someone("camille")).registerSite().contract();
        Scene refused = accepted(someone("refused")).registerSite().contract();
        sign();
        ended(scene);
        ended(refused);
        for (Scene one : List.of(scene, refused)) {
            String path = "/acceptances/" + one.acceptance + "/deliveries";
            operator().get(path).then().body("items[0].answer", notNullValue());
            system().get(path).then().body("items[0].answer", notNullValue());
            for (var reader : List.of(customer(one.customer), panel(one.connection)))
                reader.get(path)
                        .then()
                        .statusCode(200)
                        .body("items[0].code", notNullValue())
                        .body("items[0].answer", nullValue())
                        .body("toString()", not(containsString("queued as")))
                        .body("toString()", not(containsString("User unknown")));
        }
        customer(refused.customer)
                .body("{}")
                .post("/acceptances/" + refused.acceptance + "/deliveries")
                .then()
                .statusCode(201)
                .body("answer", nullValue());
    }

    /**
     * Who knows all that the hoster knew of an erased customer, and reads all that is still stored, cannot see that they are right: nothing that is stored
     * is the hash of something that they can write.
     */
    @Test
    void nothingThatIsStoredConfirmsAGuessOnceTheCustomerIsErased() throws Exception {
        Changed changed = changed();
        Scene scene = changed.named;
        String name = changed.name;
        String address = changed.namedAddress;
        String body = body(scene, address).replace("Camille Martin", name);
        UUID notice = UUID.fromString(noticeThatWasSent(scene));
        Receipt receipt = receipts.of(UUID.fromString(scene.acceptance), Receipts.ANY);
        JsonPath change = operator()
                .get("/change-notices/" + notice + "/deliveries")
                .then()
                .extract()
                .jsonPath();
        Mailbox.Mail mail = Mailbox.of(address).getLast();
        String seal = mail.header("X-Seal");
        Letter letter = changeLetters.of(notice, Language.FR);
        // Who has the mail or the receipt can show what the hashes are of.
        List<String> before = stored();
        for (String hash : List.of(mailSha256(change, letter, address, seal), receiptSha256(receipt, receipt.by())))
            assertThat(before).anyMatch(row -> row.contains(hash));
        assertThat(Canonical.digest()
                        .digest(join(HexFormat.of().parseHex(receipt.by().nameSalt()), name)))
                .asHexString()
                .isEqualToIgnoringCase(JsonPath.from(receipt.evidence().body()).getString("data.commitments.name"));

        erase(scene);

        List<String> guesses = new ArrayList<>();
        for (String value : List.of(name, address, "192.0.2.17", "Mozilla/5.0", name + "\n" + address, body))
            guesses.add(Canonical.sha256(value));
        guesses.add(mailSha256(change, letter, address, ""));
        UUID delivery = UUID.fromString(change.getString("items[0].id"));
        guesses.add(mailSha256(change, letter, address, new Addressee(address, new byte[32]).seal(delivery)));
        guesses.add(receiptSha256(receipt, new Receipt.By(name, null, "titulaire du compte")));
        guesses.add(receiptSha256(receipt, new Receipt.By(name, "00".repeat(32), "titulaire du compte")));
        // Nor is the value itself anywhere, in letters or in bytes.
        for (String value : List.of(name, address, seal, receipt.by().nameSalt())) {
            guesses.add(value);
            guesses.add(HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)));
        }
        List<String> rows = stored();
        assertThat(rows).anyMatch(row -> row.contains(scene.acceptance));
        assertThat(rows).noneMatch(row -> guesses.stream().anyMatch(row::contains));
        // A click that is reported once more is none: nobody knows any longer that it is the same.
        customer(scene.customer)
                .header("Idempotency-Key", changed.key)
                .body(body)
                .post("/acceptances")
                .then()
                .statusCode(422);
    }

    private static String mailSha256(JsonPath sent, Letter letter, String address, String seal) {
        return Canonical.sha256(Mime.of(
                UUID.fromString(sent.getString("items[0].id")),
                letter,
                new Mime.Envelope(
                        "contrats@hebergeur.example",
                        "Hébergeur Étoile SAS",
                        "aide@hebergeur.example",
                        address,
                        Instant.parse(sent.getString("items[0].createdAt")),
                        seal)));
    }

    private String receiptSha256(Receipt receipt, Receipt.By by) {
        return receipts.paper(new Receipt(
                        receipt.what(),
                        receipt.acceptance(),
                        receipt.locale(),
                        receipt.hoster(),
                        receipt.customer(),
                        by,
                        receipt.agent(),
                        receipt.mandate(),
                        receipt.terms(),
                        receipt.shown(),
                        receipt.provenance(),
                        receipt.source(),
                        receipt.at(),
                        receipt.recordedAt(),
                        receipt.recordedBy(),
                        receipt.evidence(),
                        receipt.proof(),
                        receipt.verification()))
                .sha256();
    }

    private static byte[] join(byte[] salt, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(salt, salt.length + text.length);
        System.arraycopy(text, 0, all, salt.length, text.length);
        return all;
    }

    /** The rows of all tables, as text. */
    private static List<String> stored() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection owner = Owner.connection();
                var tables = owner.createStatement();
                ResultSet table = tables.executeQuery(
                        "select quote_ident(tablename) from pg_tables where schemaname = current_schema()")) {
            while (table.next())
                try (var select = owner.createStatement();
                        ResultSet row = select.executeQuery(
                                "select to_jsonb(t)::text from %s t".formatted(table.getString(1)))) {
                    while (row.next()) rows.add(row.getString(1));
                }
        }
        return rows;
    }

    @Test
    void whenTheAnswerIsLostTheSameMailGoesAgainAndIsKeptOnce() {
        String address = someone("lost");
        Scene scene = accepted(address);
        sign();

        JsonPath sent = ended(scene);

        assertThat(sent.getString("items[0].state")).isEqualTo("SENT");
        List<byte[]> taken = Mailbox.taken(address);
        assertThat(taken).hasSize(2);
        assertThat(taken.get(1)).isEqualTo(taken.get(0));
        assertThat(evidence(scene, "acceptance.delivered")).hasSize(1);
    }

    @Test
    void theSameClickReportedTwiceIsOneMail() {
        String address = someone("camille");
        Scene scene = scene();
        String key = Ids.next().toString();
        for (int i = 0; i < 2; i++)
            scene.acceptance = Scene.created(customer(scene.customer)
                    .header("Idempotency-Key", key)
                    .body(body(scene, address))
                    .post("/acceptances"));
        sign();

        ended(scene);

        assertThat(Mailbox.taken(address)).hasSize(1);
    }

    @Test
    void itIsSentAgainWhenAskedAsOftenAsIsReasonable() {
        String address = someone("camille");
        String other = someone("martin");
        Scene scene = accepted(address);
        String path = "/acceptances/" + scene.acceptance + "/deliveries";
        customer(scene.customer).body("{}").post(path).then().statusCode(409);
        sign();
        ended(scene);
        customer(Ids.next()).body("{}").post(path).then().statusCode(404);
        panel(scene.connection).body("{}").post(path).then().statusCode(403);

        customer(scene.customer)
                .body("{\"email\": \"%s\"}".formatted(other))
                .post(path)
                .then()
                .statusCode(201)
                .body("state", equalTo("WAITING"))
                .body("requestedBy", equalTo("CUSTOMER"));
        ended(scene);
        operator().body("{}").post(path).then().statusCode(201);
        JsonPath all = ended(scene);

        assertThat(all.getList("items.state")).containsExactly("SENT", "SENT", "SENT");
        assertThat(all.getList("items.messageId")).doesNotHaveDuplicates();
        assertThat(Mailbox.of(other)).hasSize(1);
        assertThat(Mailbox.of(address)).hasSize(2);
        operator().body("{}").post(path).then().statusCode(429).header("Retry-After", notNullValue());
        operator().get("/audit?resourceId=" + scene.acceptance).then().body("items.action", hasSize(2));
    }

    @Test
    void whoAsksManyTimesAtOnceIsSentNoMoreThanWhoAsksOneAfterTheOther() throws Exception {
        Scene scene = accepted(someone("camille"));
        sign();
        ended(scene);
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = Stream.generate(() -> crowd.submit(() -> customer(scene.customer)
                            .body("{}")
                            .post("/acceptances/" + scene.acceptance + "/deliveries")
                            .statusCode()))
                    .limit(8)
                    .toList();
            for (Future<Integer> answer : answers) assertThat(answer.get()).isIn(201, 409, 429);
        }

        assertThat(ended(scene).getList("items.state")).hasSizeBetween(2, 3);
    }

    @Test
    void nothingGoesToAnAddressThatIsErasedAndTheLedgerHolds() {
        String address = someone("camille");
        Scene scene = accepted(address);

        erase(scene);
        sign();

        JsonPath none = ended(scene);
        assertThat(none.getString("items[0].state")).isEqualTo("NOT_SENT");
        assertThat(none.getString("items[0].reason")).isEqualTo("ERASED");
        assertThat(Mailbox.taken(address)).isEmpty();
        operator()
                .body("{}")
                .post("/acceptances/" + scene.acceptance + "/deliveries")
                .then()
                .statusCode(409)
                .body("detail", containsString("name one in `email`"));
        operator().get("/evidence/verification").then().body("sound", equalTo(true));
    }

    @Test
    void whatTheRelaySaidIsErasedWithTheAddressAndThatItWasSentStays() {
        Scene scene = accepted(someone("refused"));
        sign();
        assertThat(ended(scene).getString("items[0].answer")).contains("@example.org");

        erase(scene);

        operator()
                .get("/acceptances/" + scene.acceptance + "/deliveries")
                .then()
                .body("items[0].state", equalTo("UNDELIVERABLE"))
                .body("items[0].code", equalTo(550))
                .body("items[0].answer", nullValue());
        operator().get("/evidence/verification").then().body("sound", equalTo(true));
    }

    private static void erase(Scene scene) {
        operator()
                .body("{\"reason\": \"Demande d'effacement\"}")
                .post("/acceptances/" + scene.acceptance + "/erasure")
                .then()
                .statusCode(200)
                .body("email", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camille",
                "camille@localhost",
                "camille@example.org, other@example.org",
                "<camille@example.org>",
                "Camille <camille@example.org>",
                "\\\"a b\\\"@example.org",
                "camille@example.org\\r\\nBcc: other@example.org",
                "camille@example..org",
                "camille@-example.org",
                "é@example.org",
                "a@b.c?subject=x"
            })
    void whatIsNotOneAddressIsRefused(String address) {
        Scene scene = scene();

        customer(scene.customer)
                .body(body(scene, address))
                .post("/acceptances")
                .then()
                .statusCode(400);
    }

    @Test
    void aHostileNameCannotWriteAHeader() {
        Scene scene = scene();
        customer(scene.customer)
                .body(body(scene, someone("camille")).replace("Camille Martin", "Camille\\r\\nBcc: x@example.org"))
                .post("/acceptances")
                .then()
                .statusCode(400);
    }

    @Test
    void whoAcceptsWithoutAnAddressIsSentNothingAndHasThePapersAllTheSame() {
        Scene scene = scene().accept();

        assertThat(deliveries(scene).getList("items")).isEmpty();
        customer(scene.customer)
                .get("/acceptances/" + scene.acceptance + "/document/pdf")
                .then()
                .statusCode(200);
    }

    @Test
    void whoAcceptsAgainAndAgainIsNotFloodedWithMail() {
        Scene scene = scene();
        String address = someone("refused");
        for (int i = 0; i <= WithMail.MOST_FOR_CUSTOMER; i++) {
            if (i > 0) assertThat(deliveries(scene).getString("items[0].state")).isNotEqualTo("NOT_SENT");
            accepted(scene, address);
        }

        customer(scene.customer)
                .get("/acceptances/" + scene.acceptance + "/deliveries")
                .then()
                .body("items[0].state", equalTo("NOT_SENT"))
                .body("items[0].reason", equalTo("TOO_MANY"));
    }

    @Test
    void aCustomerIsToldOfAChangeAndTheProofOfItCountsAsTheDelivery() {
        Changed changed = changed();
        Scene scene = changed.told;
        String id = noticeThatWasSent(scene);

        JsonPath notice = system().get("/change-notices/" + id).jsonPath();
        customer(scene.customer)
                .get("/change-notices/" + id + "/deliveries")
                .then()
                .statusCode(200)
                .body("items[0].answer", nullValue());
        JsonPath sent = operator()
                .get("/change-notices/" + id + "/deliveries")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("SENT"))
                .body("items[0].answer", startsWith("250"))
                .extract()
                .jsonPath();
        assertThat(notice.getString("channel")).isEqualTo("EMAIL");
        assertThat(notice.getString("evidenceSha256")).isEqualTo(sent.getString("items[0].messageSha256"));
        assertThat(notice.getString("exitUntil")).isNotNull();
        Mailbox.Mail mail = Mailbox.of(changed.address).stream()
                .filter(one -> one.header("Subject").startsWith("Les conditions de votre contrat changent"))
                .findFirst()
                .orElseThrow();
        assertThat(mail.text())
                .contains("à votre désavantage", "au plus tôt un mois après ce message", "sans frais", "30 jours");
        assertThat(mail.attached())
                .containsOnlyKeys("conditions-" + changed.version + ".pdf", "changements-" + changed.version + ".pdf");
        mail.attached().values().forEach(PdfCheck::keepsTheStandards);
        customer(Ids.next()).get("/change-notices/" + id + "/deliveries").then().statusCode(404);
        panel(scene.connection)
                .get("/change-notices/" + id + "/deliveries")
                .then()
                .statusCode(200)
                .body("items[0].answer", nullValue());
    }

    /** In the order of what a hoster lives through; on the notice of a customer whom no other test asks about. */
    @Test
    void aNoticeThatComesBackWasNotDeliveredAndIsSentToAnotherAddress() throws Exception {
        Scene scene = changed().returned;
        String id = noticeThatWasSent(scene);
        String path = "/change-notices/" + id + "/deliveries";
        String told = system().get("/change-notices/" + id).path("bindsFrom");
        assertThat(told).isNotNull();
        JsonPath sent = operator().get(path).jsonPath();
        String bounce = """
                {"messageId": "%s", "status": "5.1.1", "diagnostic": "smtp; 550 5.1.1 camille has left"}""".formatted(sent.getString("items[0].messageId"));
        // When the mail system reports that it came back, who may
        customer(scene.customer).body(bounce).post("/mail-bounces").then().statusCode(403);
        panel(scene.connection).body(bounce).post("/mail-bounces").then().statusCode(403);
        system().body(bounce.replace(sent.getString("items[0].id"), Ids.next().toString()))
                .post("/mail-bounces")
                .then()
                .statusCode(404);
        for (int i = 0; i < 2; i++)
            system().body(bounce)
                    .post("/mail-bounces")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("UNDELIVERABLE"))
                    .body("reason", equalTo("BOUNCED"))
                    .body("bounceStatus", equalTo("5.1.1"))
                    .body("bounce", containsString("camille has left"))
                    .body("next", containsString("POST /terms/v1" + path + " avec email"));
        // Then nobody was told: nothing runs, and it is told and kept that it is so
        system().get("/change-notices/" + id)
                .then()
                .body("deliveredAt", nullValue())
                .body("bindsFrom", nullValue())
                .body("exitUntil", nullValue())
                .body("returnedAt", notNullValue());
        customer(scene.customer).get(path).then().body("items[0].bounce", nullValue());
        assertThat(evidence(scene, "terms.change-undeliverable")).hasSize(1);
        List<Bus.Told> news = await().atMost(LONG)
                .until(() -> bus.told("terms.change-undeliverable", scene.site), all -> all.size() == 1);
        assertThat(EventSchemas.errors(
                        "terms.change-undeliverable.v1", news.getFirst().data().toString()))
                .isEmpty();
        assertThat(news.getFirst().data().path("withdrawsDelivery").asBoolean()).isTrue();
        // When it is sent to another address
        String other = someone("martin");
        customer(Ids.next()).body("{}").post(path).then().statusCode(404);
        panel(scene.connection).body("{}").post(path).then().statusCode(403);
        operator()
                .body("{\"email\": \"%s\"}".formatted(other))
                .post(path)
                .then()
                .statusCode(201)
                .body("notice", equalTo(id))
                .body("state", equalTo("WAITING"));
        // Then the days run from that mail
        await().atMost(LONG).until(() -> system().get("/change-notices/" + id).path("deliveredAt") != null);
        JsonPath again = operator().get(path).jsonPath();
        assertThat(again.getList("items.state")).containsExactly("UNDELIVERABLE", "SENT");
        system().get("/change-notices/" + id)
                .then()
                .body("evidenceSha256", equalTo(again.getString("items[1].messageSha256")))
                .body("bindsFrom", notNullValue());
        assertThat(Mailbox.of(other)).hasSize(1);
        // And when what is personal about the notice is erased, the address and the words go
        operator()
                .body("{\"reason\": \"Demande d'effacement\"}")
                .post("/change-notices/" + id + "/erasure")
                .then()
                .statusCode(200);
        operator().get(path).then().body("items[1].answer", nullValue());
        operator().get("/evidence/verification").then().body("sound", equalTo(true));
    }

    @Test
    void papersThatComeBackAreToldToBeUndeliverable() {
        Scene scene = accepted(someone("camille"));
        sign();
        JsonPath sent = ended(scene);
        String report = BounceReportTest.report(sent.getString("items[0].messageId"), "failed", "5.2.2");
        // A mail system pipes the report as it came
        system().contentType("message/rfc822")
                .body(report.replace("Action: failed", "Action: delayed").getBytes(StandardCharsets.UTF_8))
                .post("/mail-bounces/reports")
                .then()
                .statusCode(200)
                .body("state", equalTo("SENT"));
        system().contentType("message/rfc822")
                .body(report.getBytes(StandardCharsets.UTF_8))
                .post("/mail-bounces/reports")
                .then()
                .statusCode(200)
                .body("reason", equalTo("BOUNCED"));
        system().contentType("message/rfc822")
                .body("Subject: hello\r\n\r\nhello".getBytes(StandardCharsets.UTF_8))
                .post("/mail-bounces/reports")
                .then()
                .statusCode(400);

        assertThat(evidence(scene, "acceptance.undeliverable")).hasSize(1);
        customer(scene.customer)
                .body("{\"email\": \"%s\"}".formatted(someone("martin")))
                .post("/acceptances/" + scene.acceptance + "/deliveries")
                .then()
                .statusCode(201);
        assertThat(ended(scene).getList("items.state")).containsExactly("UNDELIVERABLE", "SENT");
    }

    @Test
    void aChangeIsNotToldToAnAddressThatIsErased() {
        String notice = notice(changed().erased);

        system().get("/change-notices/" + notice + "/deliveries").then().body("items", empty());
    }
}
