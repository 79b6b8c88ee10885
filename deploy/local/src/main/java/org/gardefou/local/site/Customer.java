package org.gardefou.local.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the customer does to the site, each the way a customer can: WordPress, FTP, the panel's database tool. */
final class Customer {
    static final String LOGIN = "admin";

    private final Layout layout;
    private final Accounts accounts;
    private final Sql sql;
    private final String url;

    Customer(Layout layout, Accounts accounts, Sql sql, String url) {
        this.layout = layout;
        this.accounts = accounts;
        this.sql = sql;
        this.url = url;
    }

    String password() {
        return Secrets.in(layout.hidden("wordpress-admin"));
    }

    Editor login() {
        return Editor.login(url, LOGIN, password());
    }

    void installOrUpdate(Plugin plugin) {
        try (Editor editor = login()) {
            editor.uploadPlugin(plugin);
        }
    }

    void activate(String slug) {
        try (Editor editor = login()) {
            editor.activate(slug);
        }
    }

    void sql(String statements) {
        sql.run(statements);
    }

    void append(String path, String text) {
        Path file = file(path);
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accounts.give(file, accounts.site());
    }

    void replaceInFile(String path, String pattern, String replacement) {
        Path file = file(path);
        try {
            Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
            if (!matcher.find()) {
                throw new SiteException(path + " does not hold " + pattern + ": heal the site first");
            }
            Files.writeString(file, matcher.replaceFirst(Matcher.quoteReplacement(replacement)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String path) {
        try {
            Folders.delete(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String path) {
        Path file = layout.documentRoot().resolve(path).normalize();
        if (!file.startsWith(layout.documentRoot()) || file.equals(layout.documentRoot())) {
            throw new SiteException(path + " is not below the document root: name a file of the site");
        }
        return file;
    }
}
