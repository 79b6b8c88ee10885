package org.gardefou.access.apart;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the pages and the log of a booted site show of it. Pure. */
public enum Showing {
    HEALTHY,
    NO_ANSWER,
    CRITICAL_ERROR,
    DATABASE_ERROR,
    TABLE_MISSING,
    EMPTY_PAGE,
    NOT_INSTALLED,
    REFUSED,
    LOGIN_BROKEN,
    UNDER_MAINTENANCE,
    REDIRECTED,
    /** It is well, and not like the page that it is compared with. */
    CONTENT_UNLIKE;

    /** Of the texts of the page before: below that it is another page, above it a changed one. */
    private static final int LIKE = 30;

    /** Of a line of the log: what tells something is at its beginning. */
    private static final int LONGEST_READ = 2_000;

    private static final Pattern FATAL = Pattern.compile("PHP (Fatal|Parse) error:");
    private static final Pattern NO_TABLE =
            Pattern.compile("WordPress database error (Table|Unknown column) .*(doesn't exist|in 'field list')");

    /**
     * The first thing that is wrong, the worst first.
     *
     * @param login empty where the site has no page to log in on that we know
     * @param log {@linkplain #log PHP's log} of the boot
     * @param before a front page of the site from when it was well; empty where there is none to compare with
     */
    public static Showing of(PageLook front, Optional<PageLook> login, List<String> log, Optional<Marker> before) {
        if (front.status() == 0) return NO_ANSWER;
        Optional<Showing> wrong = wrongPage(front);
        if (wrong.isPresent()) return wrong.get();
        if (log.stream().anyMatch(line -> NO_TABLE.matcher(line).find())) return TABLE_MISSING;
        // A plugin may have moved it, or answer in its place: that is no fault.
        if (login.filter(page -> page.status() >= 500 || page.status() == 0).isPresent()) return LOGIN_BROKEN;
        boolean unlike = before.filter(one -> one.foundIn(front.body()) < LIKE).isPresent();
        return unlike ? CONTENT_UNLIKE : HEALTHY;
    }

    private static Optional<Showing> wrongPage(PageLook page) {
        String body = page.body();
        if (body.contains("Error establishing a database connection")) return Optional.of(DATABASE_ERROR);
        if (page.status() == 503 && body.contains("maintenance")) return Optional.of(UNDER_MAINTENANCE);
        if (page.status() >= 500
                || body.contains("Fatal error</b>")
                || body.contains("There has been a critical error")) {
            return Optional.of(CRITICAL_ERROR);
        }
        if (page.status() >= 400) return Optional.of(REFUSED);
        String location = page.location();
        if (location != null && location.contains("/wp-admin/install.php")) return Optional.of(NOT_INSTALLED);
        if (page.status() >= 300) return Optional.of(REDIRECTED);
        return page.length() == 0 ? Optional.of(EMPTY_PAGE) : Optional.empty();
    }

    /**
     * The lines of PHP's log that are the site's. What its own settings say after ours is not heard, and PHP says so: that is no word of the
     * site's.
     */
    public static List<String> log(String said) {
        return said.lines()
                .filter(line -> !line.contains("already defined"))
                .map(line -> line.length() <= LONGEST_READ ? line : line.substring(0, LONGEST_READ))
                .toList();
    }

    /** The line of the log that tells why, if one does. */
    public static Optional<String> telling(List<String> log) {
        return log.stream()
                .filter(line ->
                        FATAL.matcher(line).find() || NO_TABLE.matcher(line).find())
                .findFirst();
    }
}
