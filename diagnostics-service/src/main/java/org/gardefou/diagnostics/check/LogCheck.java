package org.gardefou.diagnostics.check;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.log.LogReader;
import org.gardefou.access.log.LogReading;
import org.gardefou.access.log.LogRecord;
import org.gardefou.access.log.LogWindow;
import org.gardefou.diagnostics.attribution.Finding;
import org.gardefou.diagnostics.attribution.Witness;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.diagnostics.signature.Match;
import org.gardefou.diagnostics.signature.Signatures;
import org.gardefou.diagnostics.site.Site.LogKind;
import org.gardefou.diagnostics.site.Site.SiteLog;

/** Looks into the logs of one kind for what is in the catalogue. Logs explain; whether visitors are affected is not theirs to say. */
abstract class LogCheck implements Check {

    /** The end of a log that is read: hours of a busy site's errors. */
    private static final int MOST_BYTES = 2 * 1024 * 1024;

    private final String name;
    private final List<LogKind> kinds;
    private final Signatures signatures;
    private final Clock clock;

    LogCheck(String name, List<LogKind> kinds, Signatures signatures, Clock clock) {
        this.name = name;
        this.kinds = kinds;
        this.signatures = signatures;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean judges() {
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
        Map<String, Finding> found = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        for (SiteLog log : logs) {
            switch (read(site, log)) {
                case LogReading.Read read -> collect(site, log, read.records(), found);
                case LogReading.Unreadable cannot -> unreadable.add(cannot.detail());
            }
        }
        if (!found.isEmpty()) return found(found);
        if (!unreadable.isEmpty()) {
            return CheckResult.couldNot(
                    name,
                    "Le journal n'a pas pu être lu : " + String.join("; ", unreadable),
                    "The log could not be read: " + String.join("; ", unreadable));
        }
        return CheckResult.ok(name, "Le journal ne montre rien de connu.", "The log shows nothing that is known.");
    }

    private CheckResult found(Map<String, Finding> found) {
        List<Finding> findings = List.copyOf(found.values());
        Text text = findings.getLast().text();
        return new CheckResult(name, Severity.ERROR, text, findings);
    }

    private LogReading read(Examination site, SiteLog log) {
        Path path = Path.of(log.path());
        Path folder = path.getParent();
        if (folder == null) return new LogReading.Unreadable(LogReading.Reason.OTHER, "The log's path has no folder");
        SiteFiles files = site.host().files(folder.toString());
        return new LogReader(files, site.host().zone(), clock)
                .read(path.getFileName().toString(), new LogWindow.Since(site.since(), MOST_BYTES));
    }

    private void collect(Examination site, SiteLog log, List<LogRecord> records, Map<String, Finding> found) {
        Witness ofLog = witness(site, log);
        Optional<Match> before = Optional.empty();
        String textBefore = "";
        for (LogRecord line : records) {
            Instant time = line.time();
            if (time != null && !site.counts(time)) continue;
            // What PHP said is PHP's word, whoever wrote it down.
            LogKind speaker = line.fromPhp() ? LogKind.PHP : log.kind();
            Witness witness = line.fromPhp() ? Witness.CUSTOMER_WRITABLE : ofLog;
            Optional<Match> match = signatures.match(speaker.source(), line.text());
            if (match.isPresent() && !saidBefore(match.get(), before, textBefore)) {
                Match known = match.get();
                found.merge(
                        known.signature().id() + known.file(),
                        finding(site, known, line, time == null ? site.now() : time, witness),
                        LogCheck::seenAgain);
            }
            before = match;
            textBefore = line.text();
        }
    }

    /**
     * A file that cannot be read is logged twice: first why, "Permission denied", then "Failed opening required", which by itself would
     * be a missing file.
     */
    private static boolean saidBefore(Match match, Optional<Match> before, String textBefore) {
        String file = match.file();
        return file != null
                && before.filter(first -> match.signature()
                                .yieldsTo()
                                .contains(first.signature().id()))
                        .isPresent()
                && textBefore.contains(file);
    }

    private static Witness witness(Examination site, SiteLog log) {
        return log.kind().byServer() && OutOfReach.of(site).holds(log.path())
                ? Witness.SERVER_ONLY
                : Witness.CUSTOMER_WRITABLE;
    }

    /** The same trouble again: the first time counts, the last line shows. */
    private static Finding seenAgain(Finding first, Finding last) {
        return new Finding(
                last.signature(),
                last.area(),
                last.prior(),
                last.weight(),
                last.text(),
                last.guide(),
                last.file(),
                last.line(),
                last.evidence(),
                first.firstSeen(),
                last.lastWritten(),
                last.witness());
    }

    private static Finding finding(Examination site, Match match, LogRecord line, Instant time, Witness witness) {
        String file = match.file();
        int severity = match.signature().severity().ordinal() * 5;
        String first = line.text().lines().findFirst().orElse("");
        return new Finding(
                match.signature().id(),
                match.signature().area(),
                match.signature().prior(),
                (file == null ? 50 : 65) + severity,
                match.signature().text(),
                match.signature().guide(),
                file == null ? null : site.relative(file),
                match.line(),
                first,
                time,
                time,
                witness);
    }
}
