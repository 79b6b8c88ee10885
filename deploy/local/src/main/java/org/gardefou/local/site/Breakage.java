package org.gardefou.local.site;

import java.time.Instant;

/**
 * The ways in which a customer breaks a site, and what a visitor then sees at {@code /} (WordPress 6.1, PHP 8.2; healthy
 * is 200 with some 40 kB). They are applied as the customer does: through WordPress, to the files, or with the customer's
 * own database user.
 */
public enum Breakage {
    /** 500, "critical error"; the PHP log names the plugin's file and the missing function. */
    PLUGIN_FATAL("updated the plugin Shop Turbo to 2.0, which calls a function that does not exist") {
        @Override
        void by(Customer customer) {
            customer.installOrUpdate(ShopTurbo.working());
            customer.activate(ShopTurbo.SLUG);
            customer.installOrUpdate(ShopTurbo.fatal());
        }
    },
    /** 500, "Error establishing a database connection"; nothing in PHP, "Access denied" in MariaDB's log. */
    DATABASE_PASSWORD("mistyped the database password in wp-config.php") {
        @Override
        void by(Customer customer) {
            customer.replaceInFile(
                    "wp-config.php", "define\\('DB_PASSWORD', '[^']*'", "define('DB_PASSWORD', 'mistyped'");
        }
    },
    /** 500 with the same page as for a wrong password; nothing in any log. */
    DROP_OPTIONS_TABLE("dropped the table wp_options while tidying the database") {
        @Override
        void by(Customer customer) {
            customer.sql("DROP TABLE wp_site.wp_options;");
        }
    },
    /** 200 with "Nothing here": only the missing content tells. PHP logs "Table 'wp_site.wp_posts' doesn't exist". */
    DROP_POSTS_TABLE("dropped the table wp_posts while tidying the database") {
        @Override
        void by(Customer customer) {
            customer.sql("DROP TABLE wp_site.wp_posts;");
        }
    },
    /** 500 by Apache with an alert in its log; nginx does not read the file and answers as before. */
    HTACCESS("added a mistyped directive to .htaccess") {
        @Override
        void by(Customer customer) {
            customer.append(".htaccess", "RewriteEngin On\nphp_value memory_limit 256M\n");
        }
    },
    /** 500, "critical error"; the PHP log says "PHP Parse error" with the theme's file and line. */
    THEME_PARSE_ERROR("edited the theme's functions.php and forgot a semicolon") {
        @Override
        void by(Customer customer) {
            customer.append(
                    "wp-content/themes/twentytwentyone/functions.php",
                    "add_filter('the_title', function ($title) { return $title . '!' });\n");
        }
    },
    /** 200 with an empty body; the login page still works. */
    THEME_DELETED("deleted the folder of the active theme") {
        @Override
        void by(Customer customer) {
            customer.delete("wp-content/themes/twentytwentyone");
        }
    },
    /** 301 to the site's own name without its port (port 80: 200 with links to the old domain); /wp-login.php: 302 there. */
    SITEURL("changed the site's address to a domain that it no longer has") {
        @Override
        void by(Customer customer) {
            customer.sql("UPDATE wp_site.wp_options SET option_value = 'https://old-domain.example'"
                    + " WHERE option_name IN ('siteurl', 'home');");
        }
    },
    /** 503, "Briefly unavailable for scheduled maintenance"; WordPress ignores the file after ten minutes. */
    MAINTENANCE("closed the browser in the middle of an update") {
        @Override
        void by(Customer customer) {
            customer.append(
                    ".maintenance", "<?php $upgrading = " + Instant.now().getEpochSecond() + "; ?>");
        }
    },
    /** 500 with an empty body; PHP logs "Failed opening required" with the file. */
    CORE_FILE("deleted a file of WordPress itself over FTP") {
        @Override
        void by(Customer customer) {
            customer.delete("wp-includes/load.php");
        }
    };

    private final String act;

    Breakage(String act) {
        this.act = act;
    }

    /** What the customer did, to go on after "the customer …". */
    public String act() {
        return act;
    }

    abstract void by(Customer customer);
}
