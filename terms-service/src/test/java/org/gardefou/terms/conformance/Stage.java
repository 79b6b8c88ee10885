package org.gardefou.terms.conformance;

import static org.gardefou.terms.testing.Client.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestBus;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Database;
import org.gardefou.terms.testing.Owner;
import org.gardefou.terms.testing.Scene;
import org.jspecify.annotations.Nullable;

/** Contracts that began some time ago, and what was told and stated of their sites. */
@Singleton
class Stage {

    static final YearMonth LAST_MONTH = YearMonth.now(ZoneId.of("Europe/Paris")).minusMonths(1);

    private final Bus bus;
    private final Database database;
    private final Rows rows;

    /** Terms are published once: what is tested here is what becomes of them. */
    private @Nullable Scene plain;

    private @Nullable Scene priced;

    Stage(Bus bus, Database database, Rows rows) {
        this.bus = bus;
        this.database = database;
        this.rows = rows;
    }

    /** A contract that began some time ago. */
    Scene begun(Duration ago) throws SQLException {
        if (plain == null) plain = new Scene(bus).publish();
        return begun(plain.another(), ago);
    }

    /** So many at once. */
    List<Scene> begun(int many, Duration ago) throws Exception {
        List<Scene> scenes = new ArrayList<>();
        List<Callable<Scene>> each = new ArrayList<>();
        for (int i = 1; i < many; i++) each.add(() -> begun(ago));
        scenes.add(begun(ago));
        try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
            for (Future<Scene> scene : threads.invokeAll(each)) scenes.add(scene.get());
        }
        return scenes;
    }

    /** One with a monthly price of 9.90 euros, of which 5 percent are credited. */
    Scene priced(Duration ago) throws SQLException {
        if (priced == null) {
            priced = new Scene(bus)
                    .publish()
                    .promise(
                            "\"credit\": 5",
                            "\"credit\": 5, \"monthlyPrice\": {\"amount\": 990, \"currency\": \"EUR\"}");
            priced.version = priced.draft(priced.defaultClauses());
            Authoring.publish(priced.version, "{}").then().statusCode(200);
        }
        return begun(priced.another(), ago);
    }

    private Scene begun(Scene scene, Duration ago) throws SQLException {
        scene.accept().registerSite().contract();
        backdate(scene, ago);
        return scene;
    }

    /** Another contract, by other terms, has taken the place of the one before from a moment on; answers the one before. */
    String replaced(Scene scene, Instant at) throws SQLException {
        String before = scene.contract;
        system().header("If-Match", "*")
                .post("/contracts/" + before + "/end")
                .then()
                .statusCode(200);
        Scene terms = plain == null ? plain = new Scene(bus).publish() : plain;
        scene.plan = terms.plan;
        scene.document = terms.document;
        scene.version = terms.version;
        scene.accept().contract();
        try (Connection owner = Owner.connection();
                var statement = owner.createStatement()) {
            statement.execute("update contract set ended_at = '" + at + "' where id = '" + before + "'");
        }
        backdate(scene, Duration.between(at, Instant.now()));
        return before;
    }

    /**
     * Lets a contract have begun earlier, as only who owns the tables can, and says that there is something to look at. No month of it is stated
     * before a test wants it.
     */
    void backdate(Scene scene, Duration ago) throws SQLException {
        String by = " - interval '" + ago.toSeconds() + " seconds' where ";
        try (Connection owner = Owner.connection();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("alter table contract_terms disable trigger contract_terms_is_final");
            statement.execute("update contract_terms set since = since" + by + "contract = '" + scene.contract + "'");
            statement.execute("update contract set activated_at = activated_at" + by + "id = '" + scene.contract + "'");
            statement.execute("alter table contract_terms enable trigger contract_terms_is_final");
            owner.commit();
        }
        expect(scene, scene.contract, "null");
        database.execute("insert into conformance_wake (site, at) values ('" + scene.site + "', now())");
    }

    /** Has the last month stated now, however few days ago it ended. */
    void stateLastMonth(Scene scene) throws SQLException {
        stateLastMonth(scene, scene.contract);
    }

    void stateLastMonth(Scene scene, String contract) throws SQLException {
        expect(scene, contract, "now()");
    }

    private void expect(Scene scene, String contract, String due) throws SQLException {
        LocalDate month = LAST_MONTH.atDay(1);
        database.execute("insert into conformance_month (contract, site, month, due) values ('%s', '%s', '%s', %s)"
                        .formatted(contract, scene.site, month, due)
                + " on conflict (contract) do update set month = excluded.month, due = excluded.due");
    }

    ObjectNode point(Scene scene, UUID point, Instant taken) {
        return bus.example("backup", "restore-point.created")
                .put("restorePoint", point.toString())
                .put("site", scene.site.toString())
                .put("customer", scene.customer.toString())
                .put("takenAt", taken.toString())
                .put("at", taken.plusSeconds(5).toString());
    }

    ObjectNode turned(String type, Scene scene, Instant at) {
        return bus.example("diagnostics", type)
                .put("site", scene.site.toString())
                .put("at", at.toString());
    }

    /** Tells that the site was down because of the customer, as far as a diagnosis of a moment shows. */
    void customers(Scene scene, Instant at) {
        bus.send(
                "gardefou.liability",
                "liability.assessed",
                bus.example("terms", "liability.assessed")
                        .put("assessment", Ids.next().toString())
                        .put("site", scene.site.toString())
                        .put("customer", scene.customer.toString())
                        .put("diagnosedAt", at.toString()));
    }

    /** One value of this room's tables. */
    String value(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() -> rows.read(row -> String.valueOf(row.getString(1)), sql).stream()
                        .findFirst()
                        .orElse(""));
    }

    /** What was told of a site. */
    static List<Bus.Told> told(String type, Scene scene) {
        return told(type).stream()
                .filter(told -> told.key().equals(scene.site.toString()))
                .toList();
    }

    /** What was told on the topic of promises. */
    static List<Bus.Told> told(String type) {
        return TestBus.told(List.of(PromiseEvents.TOPIC)).stream()
                .filter(told -> told.type().equals(type))
                .map(told -> new Bus.Told(told.type(), told.key(), told.data()))
                .toList();
    }

    static String state(Scene scene, String promise) {
        String state = system().get("/sites/" + scene.site + "/conformance")
                .then()
                .statusCode(200)
                .extract()
                .path("promises.find { it.promise == '" + promise + "' }?.state");
        return state == null ? "" : state;
    }

    static List<String> statements(Scene scene) {
        return system().get("/sites/" + scene.site + "/statements")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    static List<Map<String, Object>> ledger(Scene scene, String kind) {
        return system().get("/evidence?limit=200&site=" + scene.site)
                .then()
                .statusCode(200)
                .extract()
                .path("items.findAll { it.kind == '" + kind + "' }");
    }

    int woken(Scene scene) {
        return QuarkusTransaction.requiringNew().call(() -> rows.read(
                        row -> row.getInt(1), "select count(*) from conformance_wake where site = ?", scene.site)
                .getFirst());
    }
}
