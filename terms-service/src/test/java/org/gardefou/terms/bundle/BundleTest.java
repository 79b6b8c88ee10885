package org.gardefou.terms.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.anybody;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.panel;
import static org.gardefou.terms.testing.Client.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.bundle.Verifier.Verdict;
import org.gardefou.terms.checkpoint.SignedBytes;
import org.gardefou.terms.checkpoint.SigningKey;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.gardefou.terms.testing.WithNeighbours;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bundle convinces a third party, and nothing else does: every kind of fault has its exit code and its words. */
@QuarkusTest
@TestProfile(WithNeighbours.class)
class BundleTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Bus bus;

    @Inject
    Ledger ledger;

    /** What is only read of, and so made once. */
    private static @Nullable History read;

    private SigningKey key;
    private Scene scene;
    private long checkpoint;
    private byte[] bundle;

    /** A site's history as it was signed at last. */
    private record History(Scene scene, long checkpoint, byte[] bundle) {}

    @BeforeEach
    void aSiteWithAHistoryThatWasSignedTwice() throws Exception {
        key = Keys.own();
        History history = read == null ? history() : read;
        read = history;
        use(history);
    }

    /** For a test that goes on with the history: one of its own. */
    private void withAHistoryOfItsOwn() {
        use(history());
    }

    private void use(History history) {
        scene = history.scene;
        checkpoint = history.checkpoint;
        bundle = history.bundle;
    }

    private History history() {
        Scene scene = new Scene(bus).publish().accept().registerSite().contract();
        seal();
        customer(scene.customer)
                .body("{}")
                .post("/risk-notices/" + scene.notice(scene.change("site.plugin-updated")) + "/acknowledgement")
                .then()
                .statusCode(200);
        long checkpoint = seal();
        return new History(scene, checkpoint, bundle("sites", scene.site));
    }

    @Test
    void twoVerifiersOfDifferentHandsFindItGood() throws Exception {
        Verdict verdict = Verifier.terms(bundle, "--trust", key.id());

        assertThat(verdict.said()).contains("GOOD", scene.site.toString(), "time stamps of");
        assertThat(verdict.exitCode()).isZero();
        assertThat(Verifier.python(bundle, key.id())).satisfies(second -> {
            assertThat(second.said()).startsWith("GOOD");
            assertThat(second.said()).doesNotContain(" 0 time stamps");
            assertThat(second.exitCode()).isZero();
        });
        assertThat(Forgery.of(bundle).files().keySet())
                .contains(
                        "README.fr.txt",
                        "README.en.txt",
                        "terms/" + scene.version + ".fr.html",
                        "terms/" + scene.version + ".json")
                .doesNotContain("personal/values.jsonl");
    }

    @Test
    void theSameUnderTheSameCheckpointIsTheSameToTheByte() {
        withAHistoryOfItsOwn();
        scene.notice(scene.change("site.theme-changed"));
        seal();

        assertThat(bundle("sites", scene.site, "checkpoint", checkpoint)).isEqualTo(bundle);
        assertThat(bundle("sites", scene.site)).isNotEqualTo(bundle);
    }

    @Test
    void oneByteThatIsChangedAnywhereIsFound() throws Exception {
        Random random = new Random(7);
        List<Integer> places = new ArrayList<>();
        for (byte[] content : Forgery.of(bundle).files().values()) {
            int at = indexOf(bundle, content);
            for (int i = 0; i < 20; i++) places.add(at + random.nextInt(content.length));
            places.add(at);
            places.add(at + content.length - 1);
        }
        for (int i = 0; i < 300; i++) places.add(random.nextInt(bundle.length));
        for (int i = 1; i <= 300; i++) places.add(bundle.length - i);
        for (int place : places) {
            byte[] changed = bundle.clone();
            changed[place] ^= (byte) (1 << random.nextInt(8));
            Verdict verdict = Verifier.terms(changed, "--trust", key.id());
            assertThat(verdict.exitCode())
                    .as("byte %d: %s", place, verdict.said())
                    .isIn(1, 2, 65);
            assertThat(verdict.said()).as("byte %d", place).doesNotContain("GOOD", "Exception");
        }
        assertThat(places).hasSizeGreaterThan(900);
    }

    @Test
    void aByteOfEachFileIsMissedByTheSecondVerifierToo() throws Exception {
        for (String path : Forgery.of(bundle).files().keySet()) {
            Forgery forged = Forgery.of(bundle);
            byte[] content = forged.files().get(path).clone();
            content[content.length / 2] ^= 1;
            assertThat(Verifier.python(forged.with(path, content).packed(), key.id())
                            .exitCode())
                    .as(path)
                    .isEqualTo(1);
        }
    }

    @Test
    void anEntryThatIsChangedIsNamedEvenWhereTheListIsSignedAgain() throws Exception {
        byte[] forged = Forgery.of(bundle)
                .change(
                        "ledger/entries.jsonl",
                        lines -> lines.replaceFirst("\"channel\":\"PORTAL\"", "\"channel\":\"POSTAL\""))
                .signed(key);

        expect(forged, 1, "was changed: its hash is another");
    }

    @Test
    void aChainThatIsCutIsIncomplete() throws Exception {
        expect(
                Forgery.of(bundle)
                        .change("ledger/entries.jsonl", BundleTest::withoutLastLine)
                        .change("proofs/inclusion.jsonl", BundleTest::withoutLastLine)
                        .signed(key),
                2,
                "The chain is cut");
        expect(
                Forgery.of(bundle)
                        .change("proofs/inclusion.jsonl", BundleTest::withoutLastLine)
                        .signed(key),
                2,
                "proofs for");
        expect(java.util.Arrays.copyOf(bundle, bundle.length / 2), 2, "cut off");
        expect(java.util.Arrays.copyOf(bundle, bundle.length - 1), 2, "cut off");
    }

    @Test
    void aFileThatIsMissingIsNamedAndOneThatWasPutInToo() throws Exception {
        for (String path : Forgery.of(bundle).files().keySet())
            expect(
                    Forgery.of(bundle).without(path).packed(),
                    2,
                    path.startsWith("keys/") ? "key" : path + " is missing");
        expect(Forgery.of(bundle).with("ledger/more.jsonl", "{}\n").packed(), 1, "ledger/more.jsonl was put in");
        expect("no archive".getBytes(java.nio.charset.StandardCharsets.UTF_8), 65, "no zip archive");
    }

    @Test
    void twoCheckpointsThatContradictOneAnotherAreAFork() throws Exception {
        Forgery forged = Forgery.of(bundle);
        String path = "checkpoints/%012d".formatted(checkpoint);
        ObjectNode other = (ObjectNode) JSON.readTree(forged.text(path + ".json"));
        String body = Canonical.json(JSON, other.put("root", Canonical.sha256("another history")));
        forged.with("checkpoints/other.json", body).with("checkpoints/other.jws", signed(body));

        expect(forged.signed(key), 4, "forked");
    }

    @Test
    void aCheckpointThatSomebodyKeptConvictsAForkAndAnEndThatWasCutOff() throws Exception {
        withAHistoryOfItsOwn();
        Path kept = Files.createTempFile("garde-fou-test-", ".json");
        Forgery files = Forgery.of(bundle);
        String body = files.text("checkpoints/%012d.json".formatted(checkpoint));
        Files.writeString(kept, body);
        expect(bundle, 0, "GOOD", "--checkpoint", kept.toString());

        Files.writeString(
                kept, Canonical.json(JSON, ((ObjectNode) JSON.readTree(body)).put("root", Canonical.sha256("other"))));
        expect(bundle, 4, "forked", "--checkpoint", kept.toString());

        scene.notice(scene.change("site.theme-changed"));
        long later = seal();
        Files.writeString(kept, body(later));
        expect(bundle, 2, "cut off", "--checkpoint", kept.toString());
        Files.delete(kept);
    }

    @Test
    void aCheckpointThatWasKeptMustBeInTheBundleOrItShowsNothing() throws Exception {
        withAHistoryOfItsOwn();
        // A checkpoint that covers nothing of the site, nor does the next: no bundle has it, or what hangs on it,
        // unless it is asked for
        new Scene(bus).publish();
        long others = seal();
        new Scene(bus).publish();
        seal();
        scene.notice(scene.change("site.theme-changed"));
        seal();
        Path kept = Files.createTempFile("garde-fou-test-", ".json");
        String body = body(others);
        Files.writeString(kept, body);
        byte[] without = bundle("sites", scene.site);
        expect(without, 2, "kept=" + others, "--checkpoint", kept.toString());
        assertThat(Verifier.python(without, key.id(), kept)).satisfies(second -> {
            assertThat(second.said()).contains("kept=" + others);
            assertThat(second.exitCode()).isEqualTo(1);
        });

        byte[] with = bundle("sites", scene.site, "kept", others);
        expect(with, 0, "GOOD", "--checkpoint", kept.toString());
        assertThat(Verifier.python(with, key.id(), kept).exitCode()).isZero();
        assertThat(bundle("sites", scene.site, "kept", others)).isEqualTo(with);

        // Somebody kept what stood before the ledger was written anew and signed again
        Files.writeString(
                kept, Canonical.json(JSON, ((ObjectNode) JSON.readTree(body)).put("root", Canonical.sha256("before"))));
        expect(without, 2, "kept=" + others, "--checkpoint", kept.toString());
        expect(with, 4, "forked", "--checkpoint", kept.toString());
        assertThat(Verifier.python(with, key.id(), kept).said()).contains("is not the one that was kept");
        // And the proof that the last one continues it is needed
        expect(
                Forgery.of(with)
                        .change("proofs/consistency.jsonl", lines -> lines.replaceFirst("(?m)^.*\\R", ""))
                        .signed(key),
                2,
                "There is no proof that");
        Files.delete(kept);
    }

    @Test
    void onlyCheckpointsThatAreThereAndNotLaterCanHaveBeenKept() {
        withAHistoryOfItsOwn();
        String address = "/evidence-bundles/sites/" + scene.site + "?checkpoint=" + checkpoint + "&kept=";
        scene.notice(scene.change("site.theme-changed"));
        seal();
        system().get(address + (checkpoint + 1)).then().statusCode(400);
        system().get(address + 0).then().statusCode(404);
    }

    @Test
    void checkpointsOfTwoHistoriesAreAForkThoughEachIsSigned() throws Exception {
        Forgery forged = Forgery.of(bundle);
        List<String> bodies = forged.files().keySet().stream()
                .filter(path -> path.matches("checkpoints/.*\\.json"))
                .toList();
        assertThat(bodies).hasSizeGreaterThan(1);
        String first = bodies.getFirst();
        String body = Canonical.json(
                JSON, ((ObjectNode) JSON.readTree(forged.text(first))).put("root", Canonical.sha256("before")));
        forged.with(first, body).with(first.replace(".json", ".jws"), signed(body));
        forged.files().keySet().removeIf(path -> path.startsWith(first.replace(".json", "")) && path.endsWith(".tsr"));

        expect(forged.signed(key), 4, "forked");
    }

    @Test
    void aKeyThatNobodyVouchesForIsNotBelieved() throws Exception {
        assertThat(Verifier.terms(bundle)).satisfies(verdict -> {
            assertThat(verdict.exitCode()).isEqualTo(3);
            assertThat(verdict.said()).contains("nobody vouches", key.id());
        });
        SigningKey stranger = SigningKey.of(Base64.getEncoder()
                .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded()));
        Forgery forged = Forgery.of(bundle)
                .with("keys/" + stranger.id() + ".pem", stranger.verifying().pem());
        expect(forged.signed(stranger), 3, stranger.id());
        expect(
                Forgery.of(bundle)
                        .with("keys/" + key.id() + ".pem", stranger.verifying().pem())
                        .signed(key),
                1,
                "another key than its name says");
    }

    @Test
    void aTimeStampOfSomethingElseProvesNothing() throws Exception {
        List<String> stamps = Forgery.of(bundle).files().keySet().stream()
                .filter(path -> path.endsWith(".tsr"))
                .toList();
        assertThat(stamps).hasSizeGreaterThan(1);
        Forgery swapped = Forgery.of(bundle);
        expect(
                swapped.with(stamps.getFirst(), swapped.files().get(stamps.getLast()))
                        .signed(key),
                5,
                "about something else");
        byte[] changed = swapped.files().get(stamps.getLast()).clone();
        changed[changed.length - 5] ^= 1;
        expect(Forgery.of(bundle).with(stamps.getLast(), changed).signed(key), 5, "proves nothing");
        expect(bundle, 5, "not among those that you trust", "--authority", Canonical.sha256("nobody"));
    }

    @Test
    void whatAnAuthoritySignedCannotBeChangedThoughTheListIsSignedAgain() throws Exception {
        String path = Forgery.of(bundle).files().keySet().stream()
                .filter(one -> one.endsWith(".tsr"))
                .findFirst()
                .orElseThrow();
        byte[] stamp = Forgery.of(bundle).files().get(path);
        List<Integer> missed = new ArrayList<>();
        int tried = 0;
        for (int i = 0; i < stamp.length; i += 7) {
            byte[] changed = stamp.clone();
            changed[i] ^= 4;
            Verdict verdict =
                    Verifier.terms(Forgery.of(bundle).with(path, changed).signed(key), "--trust", key.id());
            assertThat(verdict.exitCode()).as("byte %d: %s", i, verdict.said()).isIn(0, 5);
            if (verdict.exitCode() == 0) missed.add(i);
            tried++;
        }
        // What the authority's signature does not cover is dressing: versions, and algorithms named once more.
        assertThat(tried).isGreaterThan(100);
        assertThat(missed).hasSizeLessThan(tried / 20);
    }

    @Test
    void whatWasErasedIsMissingAndEverythingHolds() throws Exception {
        withAHistoryOfItsOwn();
        byte[] told = bundle("sites", scene.site, "personal", true);
        expect(told, 0, "3 personal values are committed to, 3 of them are told");
        assertThat(Forgery.of(told).text("personal/values.jsonl")).contains("Camille Martin");
        assertThat(Verifier.python(told, key.id()).exitCode()).isZero();
        expect(
                Forgery.of(told)
                        .change("personal/values.jsonl", lines -> lines.replace("Camille", "Camilla"))
                        .signed(key),
                1,
                "not the one that the entry");

        system().body("{\"reason\": \"Demande d'effacement, dossier 4711\"}")
                .post("/acceptances/" + scene.acceptance + "/erasure")
                .then()
                .statusCode(200);

        byte[] erased = bundle("sites", scene.site, "personal", true);
        assertThat(new String(erased, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("Camille");
        expect(erased, 0, "3 personal values are committed to, 0 of them are told");
        expect(told, 0, "GOOD");
        seal();
        expect(bundle("sites", scene.site), 0, "GOOD");
    }

    @Test
    void aTextThatIsNotTheOneThatWasAcceptedIsFound() throws Exception {
        expect(
                Forgery.of(bundle)
                        .change(
                                "terms/" + scene.version + ".fr.html",
                                page -> page.replaceFirst("<h1", "<h1 class=\"new\""))
                        .signed(key),
                1,
                "is not the one that the entry");
    }

    @Test
    void aContractHasABundleOfItsOwnAndAStrangerHasNone() throws Exception {
        expect(bundle("contracts", UUID.fromString(scene.contract)), 0, "about the contract " + scene.contract);
        customer(scene.customer)
                .get("/evidence-bundles/sites/" + scene.site)
                .then()
                .statusCode(200);
        customer(Ids.next()).get("/evidence-bundles/sites/" + scene.site).then().statusCode(404);
        panel(scene.connection)
                .get("/evidence-bundles/sites/" + scene.site)
                .then()
                .statusCode(403);
        operator().get("/evidence-bundles/cases/" + Ids.next()).then().statusCode(404);
        operator().get("/evidence-bundles/orders/" + Ids.next()).then().statusCode(400);
    }

    @Test
    void aBreakageHasABundleWithWhatHangsTogetherAndTheContractBehindIt() throws Exception {
        withAHistoryOfItsOwn();
        UUID diagnosis = Ids.next();
        UUID assessment = Ids.next();
        UUID opened = Ids.next();
        UUID other = Ids.next();
        QuarkusTransaction.requiringNew().run(() -> {
            fact("site.diagnosed", Map.of("diagnosis", diagnosis));
            fact("site.diagnosed", Map.of("diagnosis", other));
            fact("liability.assessed", Map.of("assessment", assessment, "diagnosis", diagnosis));
            fact("case.opened", Map.of("case", opened, "assessment", assessment));
        });
        seal();

        for (Map.Entry<String, UUID> about : Map.of("diagnoses", diagnosis, "assessments", assessment, "cases", opened)
                .entrySet()) {
            byte[] zip = bundle(about.getKey(), about.getValue());
            expect(zip, 0, about.getValue().toString());
            assertThat(Forgery.of(zip).text("ledger/entries.jsonl"))
                    .contains(diagnosis.toString(), assessment.toString(), opened.toString())
                    .contains("contract.activated", "acceptance.recorded", "terms.published")
                    .doesNotContain(other.toString());
        }
    }

    private void fact(String kind, Map<String, Object> data) {
        ledger.append(new Fact(kind, Instant.now(), scene.site, scene.customer, data));
    }

    private void expect(byte[] zip, int exitCode, String said, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--trust", key.id()));
        Verdict verdict = Verifier.terms(zip, arguments.toArray(new String[0]));
        assertThat(verdict.said()).contains(said);
        assertThat(verdict.exitCode()).as(verdict.said()).isEqualTo(exitCode);
    }

    private String signed(String body) {
        return SignedBytes.sign(key, "gardefou-checkpoint.v1", body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String withoutLastLine(String lines) {
        return lines.substring(0, lines.lastIndexOf('\n', lines.length() - 2) + 1);
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int at = 0; at <= all.length - part.length; at++)
            if (java.util.Arrays.equals(all, at, at + part.length, part, 0, part.length)) return at;
        throw new AssertionError("Not stored as it is");
    }

    private static byte[] bundle(String about, UUID id, Object... query) {
        var request = system();
        for (int i = 0; i < query.length; i += 2) request.queryParam(query[i].toString(), query[i + 1]);
        return request.get("/evidence-bundles/" + about + "/" + id)
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .extract()
                .asByteArray();
    }

    private static String body(long checkpoint) {
        return anybody()
                .get("/checkpoints/" + checkpoint)
                .then()
                .extract()
                .jsonPath()
                .getString("body");
    }

    /** Signs, and waits until the authority of time has said so: only then is what is said of a checkpoint complete. */
    private static long seal() {
        JsonPath made =
                system().post("/checkpoints").then().statusCode(201).extract().jsonPath();
        long number = made.getLong("number");
        await().atMost(Scene.SOON).until(() -> !anybody()
                .get("/checkpoints/" + number)
                .then()
                .extract()
                .<List<Map<String, Object>>>path("timeStamps")
                .isEmpty());
        return number;
    }
}
