package org.gardefou.restore.restorepoint;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How the sites were found. */
@ApplicationScoped
public class SiteDiagnoses implements PanacheRepositoryBase<SiteDiagnosis, UUID> {

    /** Enough to find the last healthy moment of a site that is looked at once a minute for a day. */
    private static final int MOST = 1_500;

    /**
     * The newest diagnoses of a site, newest first. The look at a restore that was rolled back is not among them: the state that it saw is
     * no more.
     */
    public List<SiteDiagnosis> newest(UUID site) {
        return find("""
                        from SiteDiagnosis d where d.site = ?1 and not exists (
                            select 1 from Restore r where r.id = d.ofRestore and r.state in ('ROLLING_BACK', 'ROLLED_BACK'))
                        order by d.at desc, d.id desc""", site).page(0, MOST).list();
    }

    /** The last one. */
    public Optional<SiteDiagnosis> last(UUID site) {
        return find("site = ?1 order by at desc, id desc", site).firstResultOptional();
    }

    void add(HistoryListener.DiagnosisTold told) {
        if (findById(told.diagnosis()) == null) persist(new SiteDiagnosis(told));
    }
}
