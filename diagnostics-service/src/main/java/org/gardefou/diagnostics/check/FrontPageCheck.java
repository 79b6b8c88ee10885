package org.gardefou.diagnostics.check;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gardefou.access.http.Hop;
import org.gardefou.access.http.HttpProbe;
import org.gardefou.access.http.ProbeResult;
import org.gardefou.access.http.ProbeResult.Answered;
import org.gardefou.access.http.ProbeResult.Failed;
import org.gardefou.diagnostics.attribution.Finding;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.diagnostics.signature.Match;
import org.gardefou.diagnostics.signature.Signature.Area;
import org.gardefou.diagnostics.signature.Signature.Prior;
import org.gardefou.diagnostics.signature.Signatures;
import org.gardefou.diagnostics.site.Site.SitePlace;

/** Asks for the front page as a visitor does. */
@ApplicationScoped
class FrontPageCheck implements Check {

    /** A page that a browser could show has more. */
    private static final int SHORTEST_PAGE = 50;

    private final HttpProbe probe;
    private final Signatures signatures;

    FrontPageCheck(HttpProbe probe, Signatures signatures) {
        this.probe = probe;
        this.signatures = signatures;
    }

    @Override
    public String name() {
        return "http.front-page";
    }

    @Override
    public boolean judges() {
        return true;
    }

    @Override
    public boolean inside() {
        return false;
    }

    @Override
    public CheckResult look(Examination site) {
        return look(new Visit(site.place(), site.now()));
    }

    /** What a visitor is told of. */
    record Visit(SitePlace place, Instant now) {}

    CheckResult look(Visit site) {
        ProbeResult result = probe.get(site.place().url());
        return switch (result.outcome()) {
            case Answered answered -> answered(site, result, answered);
            case Failed failed -> failed(site, result, failed);
        };
    }

    private CheckResult answered(Visit site, ProbeResult result, Answered page) {
        List<Finding> findings = new ArrayList<>();
        signatures.match("http-body", page.body()).ifPresent(match -> findings.add(inBody(site, match, page)));
        String seconds = String.format(Locale.ROOT, "%.1f", result.took().toMillis() / 1000.0);
        if (page.status() >= 500) {
            // Of every status, 502 to 504 included: PHP can send each of them, with any header and body, and a
            // .htaccess can, too. Whether
            // it was the server that gave up, other checks look at what the customer's code does not answer for.
            findings.add(finding(
                    site,
                    Area.CODE,
                    Prior.MIXED,
                    "HTTP_5XX",
                    "internal-server-error",
                    status(page.status()),
                    "HTTP " + page.status()));
            return new CheckResult(name(), Severity.CRITICAL, status(page.status()), findings);
        }
        if (leadsAway(site, result)) {
            Text text = new Text(
                    "La page d'accueil renvoie vers une autre adresse que celles du site.",
                    "The front page leads to an address that is none of the site's.");
            findings.add(wrongAddress(site, text, result));
            return new CheckResult(name(), Severity.CRITICAL, text, findings);
        }
        if (page.status() == 404 || page.status() == 403) {
            return new CheckResult(name(), Severity.CRITICAL, status(page.status()), findings);
        }
        if (page.bodyBytes() < SHORTEST_PAGE) {
            Text text = new Text("La page d'accueil est vide.", "The front page is empty.");
            findings.add(finding(
                    site,
                    Area.CODE,
                    Prior.MIXED,
                    "HTTP_WHITE_SCREEN",
                    "recovery-mode",
                    text,
                    page.bodyBytes() + " bytes"));
            return new CheckResult(name(), Severity.CRITICAL, text, findings);
        }
        if (!findings.isEmpty()) {
            return new CheckResult(
                    name(), Severity.CRITICAL, findings.getFirst().text(), findings);
        }
        return CheckResult.ok(
                name(),
                "La page d'accueil répond (%d, %s s).".formatted(page.status(), seconds),
                "The front page answers (%d, %s s).".formatted(page.status(), seconds));
    }

    private CheckResult failed(Visit site, ProbeResult result, Failed failed) {
        Text text = new Text(
                "La page d'accueil n'a pas pu être lue (%s).".formatted(failed.problem()),
                "The front page could not be read (%s).".formatted(failed.problem()));
        return switch (failed.problem()) {
            // A loop that leaves the site's own addresses is a wrong site address, not a broken rewrite rule.
            case ADDRESS_REFUSED, BAD_URL ->
                leadsAway(site, result)
                        ? critical(text, wrongAddress(site, text, result))
                        : CheckResult.couldNot(name(), text.fr(), failed.detail());
            case REDIRECT_LOOP, TOO_MANY_REDIRECTS ->
                critical(
                        text,
                        finding(
                                site,
                                Area.WEB_SERVER,
                                Prior.CUSTOMER_CHANGE,
                                "HTTP_REDIRECT_LOOP",
                                "redirect-loop",
                                text,
                                failed.url()));
            case NAME_NOT_FOUND ->
                critical(
                        text,
                        leadsAway(site, result)
                                ? wrongAddress(site, text, result)
                                : finding(
                                        site,
                                        Area.ADDRESS,
                                        Prior.CUSTOMER_CHANGE,
                                        "DNS_NXDOMAIN",
                                        "domain-expired",
                                        text,
                                        failed.detail()));
            case TLS_EXPIRED, TLS_NAME_MISMATCH, TLS_CHAIN, TLS_OTHER ->
                critical(
                        text,
                        finding(
                                site,
                                Area.CERTIFICATE,
                                Prior.MIXED,
                                failed.problem().name(),
                                "tls-renewal",
                                text,
                                failed.detail()));
            case CONNECTION_REFUSED, TIMEOUT, CONNECTION_LOST, BAD_ANSWER ->
                critical(
                        text,
                        leadsAway(site, result)
                                ? wrongAddress(site, text, result)
                                : finding(
                                        site,
                                        // Our server, or another one that the name leads to now.
                                        Area.ADDRESS,
                                        Prior.MIXED,
                                        "HTTP_UNREACHABLE",
                                        "platform-incident",
                                        text,
                                        failed.detail()));
        };
    }

    private CheckResult critical(Text text, Finding finding) {
        return CheckResult.found(name(), Severity.CRITICAL, text, finding);
    }

    private static Finding wrongAddress(Visit site, Text text, ProbeResult result) {
        return finding(
                site, Area.DATABASE, Prior.CUSTOMER_CHANGE, "WP_SITEURL_MISMATCH", "siteurl", text, away(result));
    }

    private static Finding inBody(Visit site, Match match, Answered page) {
        return new Finding(
                match.signature().id(),
                match.signature().area(),
                match.signature().prior(),
                40,
                match.signature().text(),
                match.signature().guide(),
                null,
                null,
                "HTTP " + page.status(),
                site.now());
    }

    private static Finding finding(
            Visit site, Area area, Prior prior, String signature, String guide, Text text, String evidence) {
        return new Finding(signature, area, prior, 20, text, guide, null, null, evidence, site.now());
    }

    private static Text status(int status) {
        return new Text(
                "La page d'accueil répond par une erreur %d.".formatted(status),
                "The front page answers with an error %d.".formatted(status));
    }

    /** Whether a redirect left the site's own addresses. */
    private static boolean leadsAway(Visit site, ProbeResult result) {
        return result.hops().stream().anyMatch(hop -> leavesSite(site, hop));
    }

    private static boolean leavesSite(Visit site, Hop hop) {
        String location = hop.location();
        if (location == null || !location.startsWith("http")) return false;
        try {
            URI target = URI.create(location);
            String host = target.getHost() == null ? "" : target.getHost().toLowerCase(Locale.ROOT);
            String withPort = target.getPort() < 0 ? host : host + ":" + target.getPort();
            URI own = URI.create(site.place().url());
            boolean samePort = own.getPort() == target.getPort();
            return site.place().domains().stream()
                    .noneMatch(domain ->
                            domain.equals(withPort) || (domain.equals(host) && (samePort || own.getPort() < 0)));
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static String away(ProbeResult result) {
        return result.hops().stream()
                .map(Hop::location)
                .filter(java.util.Objects::nonNull)
                .reduce("", (first, second) -> second);
    }
}
