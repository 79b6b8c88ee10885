package org.gardefou.local.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which accounts of the system do what. A normal user does everything alone. Root gives the site to {@code www-data} and
 * the database to {@code mysql}; where Debian's {@code mariadb-server-core} left no such account, to {@code nobody},
 * so that the customer's PHP can never read the database's files.
 */
record Accounts(boolean root, Account self, Account site, Account database) {

    record Account(String name, int uid, int gid) {}

    static Accounts here() {
        try {
            Map<String, Account> known = known();
            int uid = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            int gid = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:gid");
            Account self = known.values().stream()
                    .filter(account -> account.uid() == uid)
                    .findFirst()
                    .orElse(new Account(System.getProperty("user.name", ""), uid, gid));
            if (uid != 0) {
                return new Accounts(false, self, self, self);
            }
            return new Accounts(true, self, first(known, "www-data"), first(known, "mysql", "nobody"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Account> known() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length == 7)
                    .map(fields -> new Account(fields[0], Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
                    .collect(Collectors.toMap(Account::name, account -> account, (one, other) -> one));
        }
    }

    private static Account first(Map<String, Account> known, String... names) {
        return Stream.of(names)
                .filter(known::containsKey)
                .map(known::get)
                .findFirst()
                .orElseThrow(() -> new SiteException("This system has no account " + String.join(" or ", names)
                        + ": start the site as a normal user instead of root"));
    }

    /** The same command, run by that account. */
    List<String> as(Account account, List<String> command) {
        if (!root) {
            return command;
        }
        List<String> whole = new ArrayList<>(List.of(
                "setpriv",
                "--reuid=" + account.uid(),
                "--regid=" + account.gid(),
                "--clear-groups",
                "--no-new-privs",
                "--"));
        whole.addAll(command);
        return whole;
    }

    void give(Path path, Account account) {
        if (root) {
            try {
                Files.setAttribute(path, "unix:uid", account.uid(), LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", account.gid(), LinkOption.NOFOLLOW_LINKS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void giveAll(Path tree, Account account) {
        try {
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    give(folder, account);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    give(file, account);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
