package org.gardefou.terms.contract;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Jobs;
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.document.Editions;
import org.gardefou.terms.document.Line;

/** Tells all contracts under a document of a version that was published, a page of them at a time; taken up where it was left. */
@ApplicationScoped
class Announcing implements Job {

    /** Notices in one transaction: the ledger's end is locked for as long as they are written. */
    private static final int PAGE = 200;

    private final Contracts contracts;
    private final ChangeNotices notices;
    private final Editions editions;
    private final Announcements announcements;
    private final jakarta.enterprise.inject.Instance<Jobs> jobs;

    Announcing(
            Contracts contracts,
            ChangeNotices notices,
            Editions editions,
            Announcements announcements,
            jakarta.enterprise.inject.Instance<Jobs> jobs) {
        this.contracts = contracts;
        this.notices = notices;
        this.editions = editions;
        this.announcements = announcements;
        this.jobs = jobs;
    }

    void changed(@Observes Line line) {
        if (line.withdrawn()) notices.withdraw(line.version());
        else jobs.get().submit(Announcing.class, line.version().toString());
    }

    @Override
    public String name() {
        return "announce-change";
    }

    @Override
    public void run(String id) {
        UUID version = UUID.fromString(id);
        while (QuarkusTransaction.requiringNew().call(() -> page(version)) == PAGE) {
            // More contracts than one transaction should hold.
        }
    }

    private int page(UUID version) {
        Edition edition = editions.hold(version);
        if (edition.withdrawn() || edition.changes() == null) return 0;
        List<UUID> untold = contracts.untold(edition, PAGE);
        List<Contract> held = contracts.hold(untold);
        // Some may have accepted it since, which tells them as well, or a later one.
        Set<UUID> told = notices.told(edition.id(), untold);
        held.stream()
                .filter(contract -> !told.contains(contract.id()))
                .filter(contract ->
                        editions.findById(contract.terms()).publication().isBefore(edition.publication()))
                .forEach(contract -> announcements.announce(contract, edition));
        return untold.size();
    }
}
