package org.gardefou.diagnostics.sitelog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.access.log.LogRecord;
import org.gardefou.access.log.LogShape;
import org.gardefou.access.log.Suspicion;
import org.gardefou.diagnostics.signature.Catalogue;
import org.gardefou.diagnostics.signature.Match;
import org.gardefou.diagnostics.site.Site.LogKind;
import org.jspecify.annotations.Nullable;

/** Matches the entries of a log and puts those together that are the same trouble. Its memory does not grow with the log. */
final class Grouping implements Consumer<LogRecord> {

    /** An attacker can make up files and classes without end; what is beyond is counted by its signature alone. */
    static final int MOST = 500;

    /** Logs count in seconds. */
    private static final Duration SAME_REQUEST = Duration.ofSeconds(1);

    private final Catalogue catalogue;
    private final @Nullable LogKind kind;
    private final String root;
    private final Times times;
    private final Predicate<Instant> counts;
    private final Map<String, LogGroup> groups = new LinkedHashMap<>();
    private @Nullable Match before;
    private String textBefore = "";
    private Instant timeBefore = Instant.MIN;

    /**
     * Of one log.
     *
     * @param kind what writes it; null when each entry tells by its shape
     * @param root the site's folder
     * @param counts whether an entry of a time is wanted
     */
    Grouping(Catalogue catalogue, @Nullable LogKind kind, String root, Times times, Predicate<Instant> counts) {
        this.catalogue = catalogue;
        this.kind = kind;
        this.root = root;
        this.times = times;
        this.counts = counts;
    }

    /** What makes a place in such a log worth a look: every program writes down what PHP says, too. */
    Suspicion suspicion() {
        Stream<LogKind> some = kind == null ? Stream.of(LogKind.values()) : Stream.of(kind, LogKind.PHP);
        Set<String> sources = some.map(LogKind::source).collect(Collectors.toSet());
        return catalogue.suspicion(sources);
    }

    @Override
    public void accept(LogRecord record) {
        LogKind writer = kind == null ? writer(record.shape()) : kind;
        // What PHP said is PHP's word, whoever wrote it down.
        LogKind speaker = record.fromPhp() ? LogKind.PHP : writer;
        String text = record.raw();
        Optional<Match> match = catalogue.match(speaker.source(), text);
        Instant at = times.of(record.time());
        if (match.isPresent() && counts.test(at) && !saidBefore(match.get(), at)) add(match.get(), writer, record, at);
        before = match.orElse(null);
        textBefore = text;
        timeBefore = at;
    }

    private void add(Match match, LogKind writer, LogRecord record, Instant at) {
        String fingerprint = Fingerprint.of(match, record.raw(), root);
        if (groups.size() >= MOST && !groups.containsKey(fingerprint))
            fingerprint = Fingerprint.ofAll(match.signature().id());
        LogGroup known = groups.get(fingerprint);
        if (known == null) groups.put(fingerprint, new LogGroup(fingerprint, writer, match, record, at));
        else known.again(match, record, at);
    }

    private static LogKind writer(LogShape shape) {
        return switch (shape) {
            case PHP, OTHER, NONE -> LogKind.PHP;
            case PHP_FPM -> LogKind.PHP_FPM;
            case APACHE -> LogKind.APACHE;
            case NGINX -> LogKind.NGINX;
            case MARIADB -> LogKind.MARIADB;
        };
    }

    /**
     * A file that cannot be read is logged twice: first why, "Permission denied", then "Failed opening required", which by itself would
     * be a missing file.
     */
    private boolean saidBefore(Match match, Instant at) {
        String file = match.file();
        Match first = before;
        return file != null
                && first != null
                && !at.isAfter(timeBefore.plus(SAME_REQUEST))
                && match.signature().yieldsTo().contains(first.signature().id())
                && textBefore.contains(file);
    }

    List<LogGroup> groups() {
        return new ArrayList<>(groups.values());
    }
}
