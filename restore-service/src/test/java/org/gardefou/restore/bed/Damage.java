package org.gardefou.restore.bed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.gardefou.local.site.Observation;

/**
 * Every way in which the reference breaks a site by what is in it, done to files and tables at once and not through WordPress' pages, as a restore
 * cannot tell. What stops a server instead (the database, PHP) is played in {@code RestoreResumeTest}, where they are killed.
 */
public enum Damage {
    PLUGIN_FATAL(true) {
        @Override
        void to(RealSite real, Path root) throws IOException {
            Files.createDirectories(root.resolve("wp-content/mu-plugins"));
            Files.writeString(root.resolve("wp-content/mu-plugins/shop-turbo.php"), "<?php turbo_license_check();");
        }
    },
    THEME_PARSE_ERROR(true) {
        @Override
        void to(RealSite real, Path root) throws IOException {
            append(
                    root.resolve(THEME + "/functions.php"),
                    "add_filter('the_title', function ($t) { return $t . '!' });");
        }
    },
    THEME_DELETED(true) {
        @Override
        void to(RealSite real, Path root) throws IOException {
            try (Stream<Path> files = Files.walk(root.resolve(THEME))) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            }
        }
    },
    DATABASE_PASSWORD(true) {
        @Override
        void to(RealSite real, Path root) throws IOException {
            Path config = root.resolve("wp-config.php");
            Files.writeString(
                    config,
                    Files.readString(config)
                            .replaceFirst("define\\('DB_PASSWORD', '[^']*'", "define('DB_PASSWORD', 'mistyped'"));
        }
    },
    DROP_OPTIONS_TABLE(true) {
        @Override
        void to(RealSite real, Path root) throws IOException {
            sql(real, "DROP TABLE wp_options");
        }
    },
    /** The front page says "Nothing here". */
    DROP_POSTS_TABLE(true) {
        @Override
        void to(RealSite real, Path root) throws IOException {
            sql(real, "DROP TABLE wp_posts");
        }
    },
    /** Nobody can log in, and visitors see nothing of it. */
    DROP_USERS_TABLE(false) {
        @Override
        void to(RealSite real, Path root) throws IOException {
            sql(real, "DROP TABLE wp_users");
        }
    },
    SITEURL(true) {
        @Override
        void to(RealSite real, Path root) throws IOException {
            sql(
                    real,
                    "UPDATE wp_options SET option_value = 'https://old-domain.example' WHERE option_name IN ('siteurl', 'home')");
        }
    },
    /** Seen through Apache alone. */
    HTACCESS(false) {
        @Override
        void to(RealSite real, Path root) throws IOException {
            append(root.resolve(".htaccess"), "RewriteEngin On\nphp_value memory_limit 256M\n");
        }
    },
    MAINTENANCE(true) {
        @Override
        void to(RealSite real, Path root) throws IOException {
            append(root.resolve(".maintenance"), "<?php $upgrading = time(); ?>");
        }
    },
    CORE_FILE(true) {
        @Override
        void to(RealSite real, Path root) throws IOException {
            Files.delete(root.resolve("wp-includes/load.php"));
        }
    },
    PERMISSIONS(true) {
        @Override
        void to(RealSite real, Path root) throws IOException {
            Files.setPosixFilePermissions(root.resolve("wp-config.php"), PosixFilePermissions.fromString("---------"));
        }
    },
    /** Code among the uploads, which are otherwise kept, and a call of it: the site looks as always. */
    HACKED(false) {
        @Override
        void to(RealSite real, Path root) throws IOException {
            Files.writeString(root.resolve(SHELL), "<?php if (isset($_GET['c'])) { echo 'OWNED'; }");
            Path index = root.resolve("index.php");
            Files.writeString(
                    index,
                    Files.readString(index).replaceFirst("^<\\?php", "<?php @include __DIR__ . '/" + SHELL + "';"));
        }
    };

    private static final String THEME = "wp-content/themes/twentytwentyone";
    private static final String SHELL = "wp-content/uploads/.cache.php";

    private final boolean seen;

    /** @param seen whether a visitor of the front page sees it through nginx */
    Damage(boolean seen) {
        this.seen = seen;
    }

    abstract void to(RealSite real, Path root) throws IOException;

    /** Breaks the site so; PHP has seen it when this returns. */
    public void to(RealSite real) throws IOException {
        to(real, real.wordpress.documentRoot());
        real.wordpress.reloadPhp();
    }

    /** Whether the front page is as that damage leaves it. */
    public boolean shows(RealSite real) {
        return whole(real) != seen;
    }

    /** Whether a visitor gets the front page. */
    public static boolean whole(RealSite real) {
        Observation front = real.wordpress.observe("/");
        return front.status() == 200 && front.shows(real.wordpress.marker());
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void sql(RealSite real, String statement) throws IOException {
        real.customersDatabase().script(real.schema, List.of(statement));
    }
}
