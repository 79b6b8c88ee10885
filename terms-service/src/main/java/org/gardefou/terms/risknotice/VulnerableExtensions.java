package org.gardefou.terms.risknotice;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.gardefou.terms.site.Site;
import org.gardefou.terms.site.Sites;
import org.jspecify.annotations.Nullable;

/** What diagnostics-service finds in vulnerability feeds about the extensions that it saw on a site's disk. */
@ApplicationScoped
class VulnerableExtensions implements Listener {

    private final SecurityDesk desk;
    private final Sites sites;

    VulnerableExtensions(SecurityDesk desk, Sites sites) {
        this.desk = desk;
        this.sites = sites;
    }

    /** What is used of {@code extension.vulnerable}. */
    record Found(
            UUID site,
            UUID customer,
            Extension extension,
            SecurityFact.Finding fact,
            SecurityFact.Severity severity,
            @Nullable String fixedIn,
            Source source) {

        record Extension(SecurityFact.Extension kind, String name, String version) {}

        record Source(String name, @Nullable String reference) {}

        SecurityFact asFact() {
            return new SecurityFact(
                    extension.kind(),
                    SecurityFact.key(extension.name()),
                    SecurityFact.versionOf(extension.version()),
                    fact,
                    severity,
                    fixedIn == null ? null : SecurityFact.versionOf(fixedIn),
                    Names.shown(source.name()),
                    source.reference() == null ? null : Names.shown(source.reference()));
        }
    }

    @Override
    public void listen(Subscriptions on) {
        on.on("extension.vulnerable", Found.class, this::found);
    }

    private void found(BusEvent<Found> event) {
        Found found = event.data();
        desk.hold(found.site);
        Optional<Site> known = sites.findByIdOptional(found.site);
        if (known.filter(Site::removed).isPresent()) return;
        // A site that is not known here yet is whose the event says; who has it by now is told, whoever had it then.
        desk.report(found.site, known.map(Site::customer).orElse(found.customer), List.of(found.asFact()));
    }
}
