package org.gardefou.diagnostics.check;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.gardefou.diagnostics.check.FrontPageCheck.Visit;
import org.gardefou.diagnostics.site.Site.SitePlace;

/** A site's front page, looked at as every diagnosis does and judged by the same rules, without the rest of a diagnosis. */
@ApplicationScoped
public class FrontPage {

    private final FrontPageCheck check;

    FrontPage(FrontPageCheck check) {
        this.check = check;
    }

    /** Looks, behind the guard and for no longer than {@link ProbeConfig#patience}: CRITICAL is down. */
    public Severity look(SitePlace place, Instant now) {
        return check.look(new Visit(place, now)).severity();
    }
}
