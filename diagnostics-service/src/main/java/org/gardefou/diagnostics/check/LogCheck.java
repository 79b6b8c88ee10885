package org.gardefou.diagnostics.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gardefou.access.host.Host;
import org.gardefou.access.log.LogReading;
import org.gardefou.diagnostics.attribution.Finding;
import org.gardefou.diagnostics.attribution.Witness;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.diagnostics.signature.Match;
import org.gardefou.diagnostics.site.Site.LogKind;
import org.gardefou.diagnostics.site.Site.SiteLog;
import org.gardefou.diagnostics.sitelog.LogGroup;
import org.gardefou.diagnostics.sitelog.LogOccurrences;
import org.gardefou.diagnostics.sitelog.SiteLogs;

/** Looks into the logs of one kind for what is in the catalogue. Logs explain; whether visitors are affected is not theirs to say. */
abstract class LogCheck implements Check {

    /** The end of a log that is read, and of each rotated part: a day of a busy site's errors, in some hundredths of a second. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    /** What stood in the log while the site was healthy did not break it by itself: what is new counts before it. */
    private static final int KNOWN_BEFORE = 10;

    private final String name;
    private final List<LogKind> kinds;
    private final SiteLogs siteLogs;
    private final LogOccurrences occurrences;

    LogCheck(String name, List<LogKind> kinds, SiteLogs siteLogs, LogOccurrences occurrences) {
        this.name = name;
        this.kinds = kinds;
        this.siteLogs = siteLogs;
        this.occurrences = occurrences;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean judges() {
        return false;
    }

    /** Logs are read on another machine as well. */
    @Override
    public boolean inside() {
        return false;
    }

    @Override
    public CheckResult look(Examination site) {
        List<SiteLog> logs = site.place().logs().stream()
                .filter(log -> kinds.contains(log.kind()))
                .toList();
        if (logs.isEmpty()) {
            return CheckResult.couldNot(
                    name, "Aucun journal de ce genre n'est déclaré.", "No log of this kind is declared.");
        }
        Host host;
        try {
            // What has the same path on this machine is not the site's.
            host = site.elsewhere() ? siteLogs.hostOf(site.site()) : site.host();
        } catch (IOException e) {
            return unreadable(List.of(String.valueOf(e.getMessage())));
        }
        Set<String> before = occurrences.before(site.site(), site.since());
        List<Finding> found = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (SiteLog log : logs) {
            SiteLogs.Found read =
                    siteLogs.recent(host, site.place().root(), log, site.since(), site::counts, MOST_BYTES);
            if (read.reading() instanceof LogReading.Unreadable cannot) unreadable.add(cannot.detail());
            else collect(site, log, read.groups(), before, found);
        }
        if (!found.isEmpty()) return found(found);
        if (!unreadable.isEmpty()) return unreadable(unreadable);
        return CheckResult.ok(name, "Le journal ne montre rien de connu.", "The log shows nothing that is known.");
    }

    private CheckResult unreadable(List<String> why) {
        return CheckResult.couldNot(
                name,
                "Le journal n'a pas pu être lu : " + String.join("; ", why),
                "The log could not be read: " + String.join("; ", why));
    }

    private CheckResult found(List<Finding> findings) {
        Text text = findings.getLast().text();
        return new CheckResult(name, Severity.ERROR, text, findings);
    }

    private void collect(
            Examination site, SiteLog log, List<LogGroup> groups, Set<String> before, List<Finding> found) {
        Witness ofLog = witness(site, log);
        for (LogGroup group : groups) {
            Witness witness = group.fromPhp() ? Witness.CUSTOMER_WRITABLE : ofLog;
            found.add(finding(site, group, before.contains(group.fingerprint()), witness));
        }
    }

    /** What is on another machine is not looked at as closely as a proof would need. */
    private static Witness witness(Examination site, SiteLog log) {
        return !site.elsewhere() && log.kind().byServer() && OutOfReach.of(site).holds(log.path())
                ? Witness.SERVER_ONLY
                : Witness.CUSTOMER_WRITABLE;
    }

    private static Finding finding(Examination site, LogGroup group, boolean before, Witness witness) {
        Match match = group.match();
        String file = match.file();
        int severity = match.signature().severity().ordinal() * 5;
        return new Finding(
                match.signature().id(),
                match.signature().area(),
                match.signature().prior(),
                (file == null ? 50 : 65) + severity - (before ? KNOWN_BEFORE : 0),
                match.signature().text(),
                match.signature().guide(),
                file == null ? null : site.relative(file),
                match.line(),
                group.lastLine(),
                group.firstSeen(),
                group.lastSeen(),
                witness);
    }
}
