package org.gardefou.backup.panel;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.restorepoint.PointsErased;
import org.gardefou.kit.id.Ids;

/** What panels told of sites; inside the caller's transaction. */
@ApplicationScoped
public class PanelBook implements PanacheRepositoryBase<PanelSettings, UUID> {

    private final Clock clock;

    PanelBook(Clock clock) {
        this.clock = clock;
    }

    /** What holds for a site, for its next snapshot. */
    public Optional<PanelSettings.Given> given(UUID site) {
        return current(site).map(PanelSettings::given);
    }

    Optional<PanelSettings> current(UUID site) {
        return find("site = ?1 and current = true", site).firstResultOptional();
    }

    /** Keeps it; what was told before stays as long as a restore point that is there has it. */
    PanelSettings told(UUID site, PanelDocument document, String by) {
        Optional<PanelSettings> before = current(site);
        if (before.isPresent() && before.get().document().equals(document)) {
            before.get().confirmed(by, clock.instant());
            flush();
            return before.get();
        }
        before.ifPresent(PanelSettings::replaced);
        // The index allows one that holds: the other has to be out of the way first.
        flush();
        PanelSettings fresh = new PanelSettings(Ids.next(), site, document, by, clock.instant());
        persist(fresh);
        flush();
        tidy(site);
        return fresh;
    }

    /** The panel takes back what it told. */
    void takenBack(UUID site) {
        current(site).ifPresent(PanelSettings::replaced);
        flush();
        tidy(site);
    }

    private void tidy(UUID site) {
        getEntityManager().createNativeQuery("""
                        delete from panel_settings p where p.site = :site and not p.current
                            and not exists (select from restore_point r where r.panel_settings = p.id and r.state = 'AVAILABLE')""").setParameter("site", site).executeUpdate();
    }

    /** What no restore point that is there has, and no next snapshot gets. */
    void forgetUnused() {
        getEntityManager().createNativeQuery("""
                        delete from panel_settings p
                        where not exists (select from restore_point r where r.panel_settings = p.id and r.state = 'AVAILABLE')
                            and not (p.current and exists (select from site s where s.site = p.site and not s.removed))""").executeUpdate();
    }

    void erased(@Observes PointsErased news) {
        delete("site", news.site());
    }
}
