package org.gardefou.access.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gardefou.access.dump.DumpCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlCountTest {

    @TempDir
    Path folder;

    @Test
    void rowsAreCountedInBothFormsThatDumpProgramsWrite() throws IOException {
        DumpCount count = count("""
                /*M!999999\\- enable the sandbox mode */
                -- MariaDB dump 10.19; it's an old one (1),(2);
                DROP TABLE IF EXISTS `wp_posts`;
                /*!40101 SET character_set_client = utf8 */;
                CREATE TABLE `wp_posts` (
                  `id` int(11) NOT NULL DEFAULT 7 COMMENT 'VALUES (1),(2);',
                  `text` text DEFAULT NULL,
                  KEY `k` (`text`(20))
                ) ENGINE=InnoDB;
                LOCK TABLES `wp_posts` WRITE;
                INSERT INTO `wp_posts` VALUES
                (1,'a (b), ''c''; -- no comment'),
                (2,'d\\'e\\\\'),
                (3,NULL);
                INSERT INTO `wp_posts` VALUES
                (4,'INSERT INTO `x` VALUES (1);');
                UNLOCK TABLES;
                CREATE TABLE `empty` (`a` int);
                CREATE TABLE `od``d na-me` (`a` int, `b` int GENERATED ALWAYS AS (`a` + 1) VIRTUAL);
                INSERT INTO `od``d na-me` (`a`) VALUES (1),(0x28),((-3));
                -- Dump completed
                """);

        assertThat(count.complete()).isTrue();
        assertThat(count.rows()).containsOnly(entry("wp_posts", 4L), entry("empty", 0L), entry("od`d na-me", 3L));
    }

    @Test
    void aFileThatWasCutShortIsNotComplete() throws IOException {
        assertThat(count("CREATE TABLE `a` (`b` int);\nINSERT INTO `a` VALUES\n(1),\n(2)")
                        .complete())
                .isFalse();
        assertThat(count("").complete()).isFalse();
        // A row can say anything
        assertThat(count("CREATE TABLE `a` (`b` text);\nINSERT INTO `a` VALUES\n('-- Dump completed\n'")
                        .complete())
                .isFalse();
    }

    private DumpCount count(String sql) throws IOException {
        return SqlCount.of(Files.writeString(folder.resolve("a.tables.sql"), sql));
    }
}
