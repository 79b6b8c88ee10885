package org.gardefou.backup.verification;

import java.util.List;
import java.util.Optional;
import org.gardefou.access.apart.Marker;
import org.gardefou.access.apart.PageLook;
import org.gardefou.access.apart.Showing;
import org.gardefou.backup.verification.Ending.Result;

/** What it means for a restore point what its booted site shows. Pure. */
final class BootRule {

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
        Showing shown = Showing.of(looked.front(), looked.login(), looked.log(), looked.before());
        return new Verdict(outcome(shown), Result.valueOf(shown.name()));
    }

    private static Outcome outcome(Showing shown) {
        return switch (shown) {
            case HEALTHY -> Outcome.PASSED;
            case UNDER_MAINTENANCE, REDIRECTED, CONTENT_UNLIKE -> Outcome.DOUBTFUL;
            case NO_ANSWER,
                    CRITICAL_ERROR,
                    DATABASE_ERROR,
                    TABLE_MISSING,
                    EMPTY_PAGE,
                    NOT_INSTALLED,
                    REFUSED,
                    LOGIN_BROKEN -> Outcome.FAILED;
        };
    }
}
