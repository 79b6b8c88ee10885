package org.gardefou.restore.newer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.kit.problem.Violation;
import org.gardefou.restore.newer.NewerRule.Found;
import org.gardefou.restore.selection.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewerRulesTest {
    private static final Map<Kind, Winner> ORDERS = Map.of(Kind.ORDERS, Winner.LIVE);

    @Test
    void aWordPressIsFoundByItsTablesWhateverTheirPrefix() {
        Set<String> tables = Set.of(
                "blog_options",
                "blog_posts",
                "blog_users",
                "blog_usermeta",
                "blog_2_options",
                "blog_2_posts",
                "blog_2_wc_orders",
                "options",
                "posts",
                "old_options",
                "forum_posts",
                "my_users");

        List<Part> parts = WordPress.parts(tables);

        assertThat(parts.stream().filter(part -> part.kind() == Kind.POSTS).map(Part::prefix))
                .containsExactly("", "blog_", "blog_2_");
        // What refers to others comes before what is referred to.
        assertThat(parts)
                .extracting(Part::kind)
                .isSorted()
                .startsWith(Kind.ORDERS)
                .endsWith(Kind.USERS);
        Part orders = parts.getFirst();
        assertThat(orders.prefix()).isEqualTo("blog_2_");
        // All sites of a network have one table of accounts.
        assertThat(WordPress.target(parts, orders, Kind.USERS))
                .map(Part::prefix)
                .contains("blog_");
        assertThat(WordPress.target(parts, orders, Kind.POSTS))
                .map(Part::prefix)
                .contains("blog_2_");
    }

    @Test
    void onlyWhatIsThereAndComesBackCanBeKept() {
        Set<String> live = Set.of("wp_options", "wp_posts", "wp_comments", "wp_users", "wp_usermeta", "wp_wc_orders");
        assertThat(Keepable.kinds(live, null)).containsExactly(Kind.values());
        assertThat(Keepable.kinds(live, List.of("wp_posts"))).containsExactly(Kind.ORDERS, Kind.POSTS);
        assertThat(Keepable.kinds(live, List.of("wp_users"))).isEmpty();
        assertThat(Keepable.kinds(Set.of("ps_orders"), null)).isEmpty();
        // The shop was opened behind the point
        Set<String> point = Set.of("wp_options", "wp_posts", "wp_comments");
        assertThat(Keepable.lacking(live, point, List.of(), ORDERS)).containsExactly("wp_wc_orders");
        assertThat(Keepable.lacking(live, point, List.of("wp_wc_orders"), ORDERS))
                .isEmpty();
        assertThat(Keepable.lacking(live, point, List.of(), Map.of(Kind.POSTS, Winner.POINT)))
                .isEmpty();
    }

    /** Orders in tables of their own have their numbers out of the table of posts. */
    @Test
    void whatWasMadeSinceIsToldByTheNumbers() {
        List<Part> parts = WordPress.parts(Set.of("wp_options", "wp_posts", "wp_wc_orders"));
        Map<String, TableFacts> then = Map.of(
                "wp_posts", new TableFacts(List.of("ID"), List.of("ID"), "ID", 42),
                "wp_wc_orders", new TableFacts(List.of("id"), List.of("id"), null, 1));
        Map<String, Long> next = Keepable.next(then);
        assertThat(next).isEqualTo(Map.of("wp_posts", 42L));
        assertThat(Keepable.since(parts, next)).containsEntry("wp_posts", 42L).containsEntry("wp_wc_orders", 42L);
        assertThat(Keepable.since(parts, Map.of()).values()).containsOnly(Long.MAX_VALUE);
    }

    @Test
    void aThingIsNewByItsNumberAndChangedByItsMark() {
        NewerRule rule = new NewerRule(3);
        rule.then("orders", 1, "pending");
        rule.then("orders", 2, null);
        rule.then("posts", 3, "x");

        Found found = rule.found("orders", new TreeMap<>(Map.of(1L, "paid", 2L, "", 3L, "x")));

        assertThat(found).isEqualTo(new Found(List.of(3L), List.of(1L)));
        assertThat(rule.complete()).isTrue();
        rule.then("posts", 4, "x");
        assertThat(rule.complete()).isFalse();
    }

    @Test
    void rowsAreReadOutOfADumpAsTheServerWouldReadIt() {
        String dump = """
                /*!999999\\- enable the sandbox mode */
                -- MariaDB dump 10.19 of `it's`; INSERT INTO `wp_posts` VALUES (9,'no','post');
                /*!40101 SET NAMES utf8mb4 */;
                DROP TABLE IF EXISTS `wp_posts`;
                CREATE TABLE `wp_posts` (
                  `ID` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
                  `post_content` longtext NOT NULL COMMENT 'a; b',
                  `post_type` varchar(20) NOT NULL DEFAULT 'post',
                  PRIMARY KEY (`ID`),
                  KEY `type` (`post_type`)
                ) ENGINE=InnoDB AUTO_INCREMENT=6;
                LOCK TABLES `wp_posts` WRITE;
                /*!40000 ALTER TABLE `wp_posts` DISABLE KEYS */;
                INSERT INTO `wp_posts` VALUES
                (1,'it''s (a) \\'quote\\'; INSERT INTO `wp_posts` VALUES (7,\\'x\\',\\'y\\');','post'),
                (2,'','shop_order'),(3,NULL,NULL);
                INSERT INTO `wp_posts` VALUES (4,0x41,'NULL');
                UNLOCK TABLES;
                CREATE TABLE `we``ird` (
                  `a` int
                );
                INSERT INTO `we``ird` VALUES (5);
                -- Dump completed
                """;
        byte[] bytes = dump.getBytes(StandardCharsets.UTF_8);
        List<String> whole = new ArrayList<>();
        List<String> piecemeal = new ArrayList<>();
        DumpedRows one = new DumpedRows(into(whole));
        one.write(bytes, 0, bytes.length);
        DumpedRows other = new DumpedRows(into(piecemeal));
        for (byte b : bytes) other.write(b);

        assertThat(whole)
                .containsExactly("1 post", "2 shop_order", "3 null", "4 NULL")
                .isEqualTo(piecemeal);
        assertThat(one.tables()).containsExactlyInAnyOrder("wp_posts", "we`ird");
    }

    private static DumpedRows.Reader into(List<String> rows) {
        return new DumpedRows.Reader() {
            @Override
            public @Nullable List<String> wanted(String table) {
                return table.equals("wp_posts") ? List.of("ID", "post_type") : null;
            }

            @Override
            public void row(String table, List<@Nullable String> values) {
                rows.add(values.stream().map(String::valueOf).collect(Collectors.joining(" ")));
            }
        };
    }

    @Test
    void onlyWhatBothSidesHaveIsCopied() {
        TableFacts now = new TableFacts(List.of("id", "title", "mood"), List.of("id"), "id", 9);
        TableFacts then = new TableFacts(List.of("ID", "title"), List.of("ID"), "ID", 5);
        Map<String, Shape> shapes =
                Shape.common(Map.of("a", now, "b", now, "c", now), Map.of("a", then, "b", then), Set.of("b"));
        assertThat(shapes).containsOnlyKeys("a");
        assertThat(shapes.get("a")).isEqualTo(new Shape(List.of("id", "title"), List.of("id"), "id"));
        // Another key tells other rows apart
        TableFacts other = new TableFacts(List.of("id", "title"), List.of("id", "title"), "id", 5);
        assertThat(Shape.common(Map.of("a", now), Map.of("a", other), Set.of()).get("a"))
                .isEqualTo(new Shape(List.of("id", "title"), List.of(), null));
    }

    /** An order can be begun before the renaming and ended behind it. */
    @Test
    void behindTheRenamingNothingGoesThatTheSiteMayHaveWritten() {
        List<Part> parts = WordPress.parts(Set.of("wp_options", "wp_posts", "wp_wc_orders"));
        Map<String, Shape> shapes = Map.of(
                "wp_posts", new Shape(List.of("ID", "post_type", "post_modified_gmt"), List.of("ID"), "ID"),
                "wp_wc_orders", new Shape(List.of("id", "date_updated_gmt"), List.of("id"), null),
                "wp_wc_orders_meta", new Shape(List.of("id", "order_id"), List.of("id"), "id"),
                "wp_wc_order_stats", new Shape(List.of("order_id"), List.of("order_id"), null));
        Way way = Way.behind("gardefou_o1", "shop", shapes, Map.of("wp_posts", 50L, "wp_wc_orders_meta", 70L));

        assertThat(CopyScript.pass(way, "notes", parts, ORDERS))
                .filteredOn(one -> one.startsWith("DELETE"))
                .singleElement()
                .asString()
                .contains("JOIN `shop`.`wp_wc_orders_meta` t", "t.`id` < 70");
        assertThat(CopyScript.pass(Way.beside("shop", "gardefou_r1", shapes), "notes", parts, ORDERS))
                .filteredOn(one -> one.startsWith("DELETE"))
                .hasSize(5);
    }

    @Test
    void namesOfACustomerAreNamesAndNothingElse() {
        String prefix = "x`; DROP TABLE y; --";
        List<Part> parts =
                WordPress.parts(Set.of(prefix + "options", prefix + "posts", prefix + "users", prefix + "usermeta"));
        Map<String, Shape> shapes = Stream.of("posts", "users", "usermeta")
                .collect(Collectors.toMap(
                        table -> prefix + table,
                        table -> new Shape(List.of("ID", "post_type", "user_id", "a`b"), List.of("ID"), "ID")));

        String all = String.join(
                "\n",
                CopyScript.pass(
                        Way.beside("l`ive", "gardefou_r1", shapes),
                        "notes",
                        parts,
                        Map.of(Kind.POSTS, Winner.LIVE, Kind.USERS, Winner.POINT)));

        assertThat(all.replace("`x``; DROP TABLE y; --", "").replace("`l``ive`", ""))
                .doesNotContain("DROP TABLE", "l`ive", "a`b`")
                .contains("a``b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FILES", "TABLES"})
    void tablesStayOnlyWhereAWholeDatabaseComesBack(Scope scope) {
        assertThat(Keeping.wrong(scope, List.of("wp_log"), null))
                .singleElement()
                .extracting(Violation::pointer)
                .isEqualTo("/keepTables");
    }

    @Test
    void wishesAreBelievedInNothing() {
        assertThat(Keeping.wrong(null, null, null)).isEmpty();
        assertThat(Keeping.wrong(Scope.DATABASE, List.of("a"), List.of(new KeepNewer(Kind.POSTS, null))))
                .isEmpty();
        assertThat(Keeping.wrong(null, Arrays.asList("a", null, " ", "a\nb", "x".repeat(65)), List.of()))
                .extracting(Violation::pointer)
                .containsExactly("/keepTables/1", "/keepTables/2", "/keepTables/3", "/keepTables/4", "/keepNewer");
        assertThat(Keeping.wrong(
                        null,
                        null,
                        Arrays.asList(new KeepNewer(Kind.USERS, null), null, new KeepNewer(Kind.USERS, Winner.LIVE))))
                .extracting(Violation::pointer)
                .containsExactly("/keepNewer/1", "/keepNewer/2");
        assertThat(Keeping.asked(null, List.of(new KeepNewer(Kind.ORDERS, null), new KeepNewer(Kind.USERS, null)))
                        .newer())
                .containsEntry(Kind.ORDERS, Winner.LIVE)
                .containsEntry(Kind.USERS, Winner.POINT);
    }

    @Test
    void aTitleTellsWhichOneItIsAndNoMore() {
        assertThat(Titles.shown(Kind.USERS, "zoe@example.org")).isEqualTo("z…");
        assertThat(Titles.shown(Kind.USERS, "")).isEmpty();
        assertThat(Titles.shown(Kind.POSTS, "a\nb " + "x".repeat(200)))
                .hasSize(81)
                .startsWith("a b");
        assertThat(Titles.shown(Kind.POSTS, "password: geheim")).doesNotContain("geheim");
    }
}
