package org.gardefou.backup.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;

/** What the bus asks for: a safety backup at a dangerous change, and before every restore. */
@ApplicationScoped
class BackupTriggers implements Listener {

    private static final String DANGER = "DANGER";

    /** When safety backups are made. */
    @ConfigMapping(prefix = "gardefou.safety-backup")
    interface Config {
        /** A restore point that is younger, made or in a making that no customer can end, serves as well: ten plugin updates in a row make one backup. */
        @WithDefault("10m")
        Duration youngEnough();
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record NoticeTold(UUID site, UUID change, String level) {}

    /** A further change of a notice: its own level counts, the notice's may be that of one before. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record NoticeExtended(UUID site, UUID change, String changeLevel) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record RestoreTold(UUID restore, UUID site) {}

    private final BackupDesk desk;
    private final BackupLog log;
    private final Backups backups;
    private final RestorePoints points;
    private final Sites sites;
    private final Config config;
    private final Clock clock;

    BackupTriggers(
            BackupDesk desk,
            BackupLog log,
            Backups backups,
            RestorePoints points,
            Sites sites,
            Config config,
            Clock clock) {
        this.desk = desk;
        this.log = log;
        this.backups = backups;
        this.points = points;
        this.sites = sites;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on("risk-notice.raised", NoticeTold.class, this::noticed)
                .on("risk-notice.extended", NoticeExtended.class, this::noticedMore)
                .on("restore.requested", RestoreTold.class, this::restoring);
    }

    private void noticed(BusEvent<NoticeTold> event) {
        NoticeTold told = event.data();
        if (told.level().equals(DANGER)) saveBefore(told.change(), told.site());
    }

    private void noticedMore(BusEvent<NoticeExtended> event) {
        NoticeExtended told = event.data();
        if (told.changeLevel().equals(DANGER)) saveBefore(told.change(), told.site());
    }

    private void saveBefore(UUID change, UUID site) {
        if (!known(site)) return;
        Instant since = clock.instant().minus(config.youngEnough());
        // In the order in which a run goes on: one that moves between two of these looks is seen by the later. What a
        // customer may
        // still cancel does not serve.
        boolean there = backups.promisedWaits(site)
                || backups.promisedAtWorkSince(site, since)
                || points.youngerThan(site, since);
        if (there) return;
        desk.request(site, Reason.before(change));
    }

    /** Never left out: the restore waits for the answer, whatever it is. */
    private void restoring(BusEvent<RestoreTold> event) {
        Reason reason = Reason.forRestore(event.data().restore());
        if (known(event.data().site())) desk.request(event.data().site(), reason);
        else log.refused(event.data().site(), reason);
    }

    private boolean known(UUID id) {
        return sites.findByIdOptional(id).filter(site -> !site.gone()).isPresent();
    }
}
