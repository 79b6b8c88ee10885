package org.gardefou.restore.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gardefou.access.database.Along;
import org.gardefou.access.database.DumpFiles;
import org.gardefou.access.database.SchemaSwap;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;
import org.gardefou.restore.bed.Api;
import org.gardefou.restore.bed.BackupsStandIn;
import org.gardefou.restore.bed.RealSite;
import org.gardefou.restore.bed.RealSite.Point;
import org.gardefou.restore.bed.Shop;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.newer.Keeping;
import org.gardefou.restore.newer.Kind;
import org.gardefou.restore.newer.NewerRows;
import org.gardefou.restore.newer.Winner;
import org.gardefou.restore.preparation.Prepared.PreparedSchema;
import org.gardefou.restore.restorepoint.RestorePoints;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A shop goes back without losing what was ordered since; killed in the middle as well. */
@QuarkusTest
@QuarkusTestResource(BackupsStandIn.class)
class KeepNewerTest {
    @Inject
    Restores restores;

    @Inject
    RestorePoints points;

    @Inject
    Journal journal;

    @Inject
    NewerRows newer;

    @Inject
    RestoreJob job;

    @Inject
    Jobs jobs;

    @Inject
    Clock clock;

    private final RealSite real = RealSite.get();
    private final Api api = new Api(real);
    private final ConcurrentLinkedQueue<String> placed = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private Shop shop;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Point point;

    @SuppressWarnings("NullAway.Init") // set before each test
    private String paid;

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void aShop() throws Exception {
        real.wordpress.heal();
        real.register(true);
        point = real.healthyPoint();
        shop = Shop.open(real);
    }

    private void known() {
        real.tellPoint(point, null);
        await().atMost(Api.SOON)
                .until(() -> QuarkusTransaction.requiringNew().call(() -> points.findById(point.id())) != null);
    }

    /** After a point of its own. */
    private void goOn() throws Exception {
        paid = placed(shop.placeOrder(1));
        placed(shop.placeLegacyOrder(0));
        point = real.backUp(true);
        known();
        shop.run(
                "UPDATE wp_options SET option_value = 'spoiled' WHERE option_name = 'blogname'",
                "UPDATE wp_posts SET post_title = 'spoiled', post_modified_gmt = UTC_TIMESTAMP() WHERE post_name = 'hello-world'",
                // Money came for an order of before, and somebody who is new ordered too.
                "UPDATE wp_wc_orders SET status = 'wc-processing', date_updated_gmt = UTC_TIMESTAMP() + INTERVAL 1 SECOND WHERE id = "
                        + shop.number(paid),
                "INSERT INTO wp_wc_orders_meta (order_id, meta_key, meta_value) VALUES (" + shop.number(paid)
                        + ", '_paid', 'yes')",
                "INSERT INTO wp_users (user_login, user_email, user_registered) VALUES ('zoe', 'zoe@example.org', UTC_TIMESTAMP())",
                "SET @zoe = LAST_INSERT_ID()",
                "INSERT INTO wp_usermeta (user_id, meta_key, meta_value) VALUES (@zoe, 'wp_capabilities', 'a:1:{s:8:\"customer\";b:1;}')",
                "INSERT INTO wp_users (user_login, user_email, user_registered) VALUES ('evil', 'evil@example.org', UTC_TIMESTAMP())",
                "INSERT INTO wp_usermeta (user_id, meta_key, meta_value) VALUES (LAST_INSERT_ID(), 'wp_capabilities',"
                        + " 'a:1:{s:13:\"administrator\";b:1;}')",
                "INSERT INTO wp_users (user_login, user_email, user_registered) VALUES ('sly', 'sly@example.org', UTC_TIMESTAMP())",
                "INSERT INTO wp_usermeta (user_id, meta_key, meta_value) VALUES (LAST_INSERT_ID(), 'wp_capabilities',"
                        + " 'a:2:{s:8:\"customer\";b:1;s:14:\"manage_options\";b:1;}')",
                // A comment of a visitor, on an article that is new.
                Shop.post("post", "publish"),
                "SET @post = LAST_INSERT_ID()",
                "INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (@post, 'mood', 'good')",
                "INSERT INTO wp_comments (comment_post_ID, comment_author, comment_date, comment_date_gmt, comment_content, comment_approved,"
                        + " comment_type) VALUES (@post, 'Max', NOW(), UTC_TIMESTAMP(), 'bravo', '1', 'comment')");
        placed(shop.placeOrder(Long.parseLong(userNamed("zoe").getFirst())));
        placed(shop.placeLegacyOrder(0));
    }

    @Test
    void noOrderIsLostThatIsPlacedUntilTheSwitchOrBehindIt() throws Exception {
        goOn();
        List<Map<String, String>> orders = List.of(Map.of("kind", "ORDERS"), Map.of("kind", "COMMENTS"));
        Map<String, Object> wish = Map.of("keepNewer", orders, "keepTables", List.of("wp_order_log"), "confirm", true);
        // When it is asked before
        JsonPath lost = dryRun(Map.of());
        JsonPath kept = dryRun(wish);
        // Then
        assertThat(lost.getList("warnings.code")).contains("LOSES_NEWER_CONTENT");
        assertThat(lost.getMap("newer.find { it.kind == 'ORDERS' }")).containsEntry("kept", false);
        assertThat(kept.getBoolean("possible")).as(kept.prettify()).isTrue();
        assertThat(kept.getInt("newer.find { it.kind == 'ORDERS' }.added")).isEqualTo(2);
        assertThat(kept.getInt("newer.find { it.kind == 'COMMENTS' }.added")).isEqualTo(1);
        assertThat(kept.getList("newer.find { it.kind == 'ORDERS' }.samples.title", String.class))
                .contains("wc-pending 49.90000000 EUR");
        assertThat(kept.getList("newer.find { it.kind == 'ORDERS' }.conflicts.first.code"))
                .containsExactly("LIVE_WINS");
        assertThat(kept.getString("tables.tables.find { it.table == 'wp_order_log' }.change"))
                .isEqualTo("KEPT");
        // When orders come in all the time
        AtomicBoolean open = new AtomicBoolean(true);
        CompletableFuture<Void> visitors = CompletableFuture.runAsync(() -> sellWhile(open));
        UUID id;
        JsonPath done;
        try {
            id = api.request(point.id(), wish);
            api.tellSafetyBackup(id);
            api.awaitState(id, "CHECKING");
            int until = placed.size();
            await().atMost(Api.SOON).until(() -> placed.size() > until + 1 || visitors.isDone());
            real.tellHealth("HEALTHY", null, null, id);
            done = api.awaitState(id, "COMPLETED");
        } finally {
            open.set(false);
            visitors.join();
        }
        // Then none is lost, none is there twice, and the rest is as it was
        assertThat(shop.wholeOrders()).containsExactlyInAnyOrderElementsOf(placed);
        assertThat(shop.toldTwice()).isEmpty();
        assertThat(triggers()).containsExactly("wp_logged", "wp_told");
        assertWentBackButForOrders();
        assertThat(shop.query("SELECT COUNT(*) AS v FROM wp_order_log WHERE order_id = " + shop.number(paid)))
                .containsExactly("1");
        assertThat(real.wordpress.observe("/").status()).isEqualTo(200);
        assertThat(real.wordpress.documentRoot().resolve(".maintenance")).doesNotExist();
        assertThat(done.getList("kept.tables")).containsExactly("wp_order_log");
        assertThat(done.getInt("kept.groups.find { it.kind == 'ORDERS' }.added"))
                .isGreaterThanOrEqualTo(2);
        assertThat(done.getInt("kept.groups.find { it.kind == 'ORDERS' }.updated"))
                .isEqualTo(1);
        assertThat(done.getInt("kept.groups.find { it.kind == 'POSTS' }.added")).isEqualTo(1);
        assertThat(done.getString("kept.groups.find { it.kind == 'USERS' }.samples[0].title"))
                .isEqualTo("z…");
        assertThat(done.getInt("kept.conflicts.count")).isEqualTo(1);
        // When it is undone by hand, with an order placed since
        long between = shop.number(placed(shop.placeOrder(0)));
        api.customer().header("If-Match", "*").post("/restores/v1/restores/" + id + "/rollback");
        JsonPath back = api.awaitState(id, "ROLLED_BACK");
        // Then the state before is back, and it is said what went
        assertThat(shop.query("SELECT option_value AS v FROM wp_options WHERE option_name = 'blogname'"))
                .containsExactly("spoiled");
        assertThat(back.getList("kept.madeBetween.find { it.kind == 'ORDERS' }.samples.id", Long.class))
                .contains(between);
        assertThat(triggers()).containsExactly("wp_logged", "wp_told");
        assertThat(real.wordpress.documentRoot().resolve(".maintenance")).doesNotExist();
        await().atMost(Api.SOON)
                .untilAsserted(() -> assertThat(real.leftovers(id)).isEmpty());
    }

    private void sellWhile(AtomicBoolean open) {
        try {
            for (int n = 0; open.get(); n++) placed(n % 2 == 0 ? shop.placeOrder(0) : shop.placeLegacyOrder(0));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    enum Where {
        /** All is copied, nothing is switched. */
        BEFORE_THE_RENAMING,
        /** The restored tables are live, and what came last is not there yet. */
        BEHIND_THE_RENAMING,
        /** The next process has put the old tables back, and died too. */
        BEHIND_THE_UNDO
    }

    @ParameterizedTest
    @EnumSource(Where.class)
    void nothingIsLostWhereverTheProcessDies(Where where) throws Exception {
        // Given
        goOn();
        Keeping keeping =
                new Keeping(List.of("wp_order_log"), Map.of(Kind.ORDERS, Winner.LIVE, Kind.COMMENTS, Winner.LIVE));
        UUID id = started(Selection.database(real.schema), keeping);
        go(id, RestoreState.SWITCHING);
        journal.begin(id, RestoreState.SWITCHING);
        placed(shop.placeOrder(0));
        // When the process dies, and the shop goes on until the next one comes
        try {
            dieWithin(id, keeping, where);
        } catch (Killed killed) {
            placed(shop.placeOrder(0));
            placed(shop.placeLegacyOrder(0));
        }
        if (where == Where.BEHIND_THE_UNDO) new SchemaSwap(real.administration(), 6).rollback(plan(names(id)));
        job.run(id.toString());
        // Then
        assertThat(state(id)).isEqualTo(RestoreState.CHECKING);
        assertThat(triggers()).containsExactly("wp_logged", "wp_told");
        assertThat(shop.wholeOrders())
                .containsExactlyInAnyOrderElementsOf(placed)
                .hasSize(where == Where.BEFORE_THE_RENAMING ? 7 : 8);
        assertWentBackButForOrders();
        // And it is undone
        journal.change(id, one -> one.checked(new Checked("DOWN", null), clock.instant()));
        job.run(id.toString());
        assertThat(state(id)).isEqualTo(RestoreState.ROLLED_BACK);
        assertThat(real.leftovers(id)).isEmpty();
    }

    private void dieWithin(UUID id, Keeping keeping, Where where) throws Exception {
        Target target = journal.read(id, one -> Objects.requireNonNull(one.target()));
        PreparedSchema names = names(id);
        Along along = newer.along(target, names, keeping, () -> {});
        new SchemaSwap(real.administration(), 6)
                .swap(plan(names), DumpFiles.in(Path.of(names.dumpFolder()), names.live()), new Along() {
                    @Override
                    public void before() throws IOException {
                        along.before();
                        if (where == Where.BEFORE_THE_RENAMING) throw new Killed();
                        placed(shop.placeOrder(0));
                    }

                    @Override
                    public void after() {
                        throw new Killed();
                    }
                });
    }

    private PreparedSchema names(UUID id) {
        return journal.read(
                id, one -> Objects.requireNonNull(one.prepared()).schemas().getFirst());
    }

    private SchemaSwap.Plan plan(PreparedSchema names) throws IOException {
        return new SchemaSwap.Plan(
                names.live(),
                names.shadow(),
                names.retired(),
                real.administration().accountsOf(names.live()).getFirst(),
                java.util.Set.copyOf(names.staying()));
    }

    @Test
    void whatCannotBeKeptStopsItBeforeAnythingIsWritten() throws Exception {
        known();
        shop.run(
                "ALTER TABLE wp_woocommerce_order_items ENGINE=InnoDB",
                "ALTER TABLE wp_woocommerce_order_itemmeta ADD CONSTRAINT tied FOREIGN KEY (order_item_id) REFERENCES"
                        + " wp_woocommerce_order_items (order_item_id)");
        assertThat(refused(Selection.EVERYTHING, new Keeping(List.of("wp_woocommerce_order_items"), Map.of())))
                .isEqualTo(FailureCode.TABLES_LINKED);
        assertThat(refused(Selection.EVERYTHING, new Keeping(List.of("wp_nothing"), Map.of())))
                .isEqualTo(FailureCode.NEWER_NOT_KEEPABLE);
        assertThat(refused(
                        Selection.tables(real.schema, List.of("wp_options")),
                        new Keeping(List.of(), Map.of(Kind.POSTS, Winner.POINT))))
                .isEqualTo(FailureCode.NEWER_NOT_KEEPABLE);
        // And what the API refuses at once
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("scope", "FILES", "paths", List.of("index.php"), "keepNewer", List.of(Map.of("kind", "ORDERS"))),
                Map.of(
                        "scope",
                        "TABLES",
                        "schema",
                        real.schema,
                        "tables",
                        List.of("wp_posts"),
                        "keepTables",
                        List.of("a")),
                Map.of("keepTables", List.of()),
                Map.of("keepNewer", List.of(Map.of("kind", "ORDERS"), Map.of("kind", "ORDERS"))),
                Map.of("keepNewer", List.of(Map.of("kind", "PAGES"))))) {
            Map<String, Object> body = new HashMap<>(wrong);
            body.put("site", real.site);
            body.put("restorePoint", point.id());
            assertThat(api.customer()
                            .body(body)
                            .post("/restores/v1/restores/dry-run")
                            .statusCode())
                    .as(wrong.toString())
                    .isEqualTo(400);
        }
    }

    private FailureCode refused(Selection selection, Keeping keeping) throws Exception {
        UUID id = started(selection, keeping);
        job.run(id.toString());
        assertThat(state(id)).isEqualTo(RestoreState.FAILED);
        assertThat(real.leftovers(id)).isEmpty();
        return journal.read(id, one -> Objects.requireNonNull(one.outcome()).code());
    }

    private void assertWentBackButForOrders() throws IOException {
        assertThat(shop.query("SELECT option_value AS v FROM wp_options WHERE option_name = 'blogname'"))
                .isNotEmpty()
                .doesNotContain("spoiled");
        assertThat(shop.query("SELECT post_title AS v FROM wp_posts WHERE post_name = 'hello-world'"))
                .isNotEmpty()
                .doesNotContain("spoiled");
        assertThat(shop.query("SELECT status AS v FROM wp_wc_orders WHERE id = " + shop.number(paid)))
                .containsExactly("wc-processing");
        assertThat(shop.query("SELECT meta_value AS v FROM wp_wc_orders_meta WHERE meta_key = '_paid'"))
                .containsExactly("yes");
        // Who ordered came along, and the article that was commented on; not whoever made himself an administrator.
        assertThat(userNamed("zoe")).hasSize(1);
        assertThat(shop.query("SELECT meta_value AS v FROM wp_usermeta WHERE meta_value LIKE 'a:1:%customer%'"))
                .hasSize(1);
        assertThat(userNamed("evil")).isEmpty();
        assertThat(userNamed("sly")).isEmpty();
        assertThat(shop.query("SELECT p.comment_count AS v FROM wp_posts p JOIN wp_postmeta m ON m.post_id = p.ID"
                        + " JOIN wp_comments c ON c.comment_post_ID = p.ID WHERE m.meta_key = 'mood'"))
                .containsExactly("1");
    }

    private List<String> triggers() throws IOException {
        return shop.query(
                "SELECT TRIGGER_NAME AS v FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE() ORDER BY 1");
    }

    private List<String> userNamed(String login) throws IOException {
        return shop.query("SELECT ID AS v FROM wp_users WHERE user_login = '" + login + "'");
    }

    private String placed(String key) {
        placed.add(key);
        return key;
    }

    private JsonPath dryRun(Map<String, Object> what) {
        Map<String, Object> body = new HashMap<>(what);
        body.put("site", real.site);
        body.put("restorePoint", point.id());
        var answer = api.customer().body(body).post("/restores/v1/restores/dry-run");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private UUID started(Selection selection, Keeping keeping) {
        UUID id = Ids.next();
        QuarkusTransaction.requiringNew().run(() -> {
            restores.persist(new Restore(
                    id,
                    new Restore.Request(
                            real.site, real.customer, point.id(), "operator", "test", true, selection, keeping),
                    clock.instant()));
            // A run that is asked for in an hour keeps every other one away: the test alone drives this restore.
            jobs.submit(RestoreJob.class, id.toString(), clock.instant().plus(Duration.ofHours(1)));
        });
        return id;
    }

    private void go(UUID id, RestoreState wanted) throws Exception {
        while (state(id) != wanted) {
            assertThat(job.advance(id)).as("towards %s", wanted).isTrue();
        }
    }

    private RestoreState state(UUID id) {
        return journal.read(id, Restore::state);
    }
}
