package org.gardefou.backup.verification;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gardefou.access.apart.Marker;
import org.gardefou.access.apart.PageLook;
import org.gardefou.backup.verification.Ending.Result;

/** What the pages and the log of a booted site say of it. Pure. */
final class BootRule {

    /** Of the texts of the last good front page: below that it is another page, above it a changed one. */
    private static final int LIKE = 30;

    private static final Pattern FATAL = Pattern.compile("PHP (Fatal|Parse) error:");
    private static final Pattern NO_TABLE =
            Pattern.compile("WordPress database error (Table|Unknown column) .*(doesn't exist|in 'field list')");

    private BootRule() {}

    /**
     * What was looked at.
     *
     * @param login empty where the site has no page to log in on that we know
     * @param log PHP's log of the boot, without what our own settings cause
     * @param before the front page of the last good boot
     */
    record Looked(PageLook front, Optional<PageLook> login, List<String> log, Optional<Marker> before) {}

    /** The verdict: the first thing that is wrong, the worst first. */
    record Verdict(Outcome outcome, Result result) {}

    static Verdict judge(Looked looked) {
        PageLook front = looked.front();
        if (front.status() == 0) return failed(Result.NO_ANSWER);
        Optional<Verdict> wrong = wrongPage(front);
        if (wrong.isPresent()) return wrong.get();
        if (looked.log().stream().anyMatch(line -> NO_TABLE.matcher(line).find())) return failed(Result.TABLE_MISSING);
        Optional<Verdict> login = looked.login().flatMap(BootRule::wrongLogin);
        if (login.isPresent()) return login.get();
        boolean unlike =
                looked.before().filter(one -> one.foundIn(front.body()) < LIKE).isPresent();
        return unlike ? doubtful(Result.CONTENT_UNLIKE) : new Verdict(Outcome.PASSED, Result.HEALTHY);
    }

    private static Optional<Verdict> wrongPage(PageLook page) {
        String body = page.body();
        if (body.contains("Error establishing a database connection"))
            return Optional.of(failed(Result.DATABASE_ERROR));
        if (page.status() == 503 && body.contains("maintenance"))
            return Optional.of(doubtful(Result.UNDER_MAINTENANCE));
        if (page.status() >= 500
                || body.contains("Fatal error</b>")
                || body.contains("There has been a critical error")) {
            return Optional.of(failed(Result.CRITICAL_ERROR));
        }
        if (page.status() >= 400) return Optional.of(failed(Result.REFUSED));
        String location = page.location();
        if (location != null && location.contains("/wp-admin/install.php")) {
            return Optional.of(failed(Result.NOT_INSTALLED));
        }
        if (page.status() >= 300) return Optional.of(doubtful(Result.REDIRECTED));
        return page.length() == 0 ? Optional.of(failed(Result.EMPTY_PAGE)) : Optional.empty();
    }

    private static Optional<Verdict> wrongLogin(PageLook login) {
        if (login.status() >= 500 || login.status() == 0) return Optional.of(failed(Result.LOGIN_BROKEN));
        // A plugin may have moved it, or answer in its place: that is no fault.
        return Optional.empty();
    }

    private static Verdict failed(Result result) {
        return new Verdict(Outcome.FAILED, result);
    }

    private static Verdict doubtful(Result result) {
        return new Verdict(Outcome.DOUBTFUL, result);
    }

    /** The line of the log that tells why, if one does. */
    static Optional<String> telling(List<String> log) {
        return log.stream()
                .filter(line ->
                        FATAL.matcher(line).find() || NO_TABLE.matcher(line).find())
                .findFirst();
    }
}
