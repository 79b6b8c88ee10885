package org.gardefou.support.contract;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.gardefou.support.contract.HostedSite.Contract;
import org.jspecify.annotations.Nullable;

/** Keeps sites and contracts as the bus tells them. */
@ApplicationScoped
class SiteAndContractListener implements Listener {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record SiteTold(UUID site, UUID customer, @Nullable UUID connection, String name, Instant at) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record SiteGone(UUID site, Instant at) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ContractGone(UUID contract, UUID site, Instant at) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ContractTold(
            UUID contract,
            UUID site,
            UUID customer,
            Plan plan,
            Promises promises,
            String locale,
            Terms terms,
            Instant at) {

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Plan(String code, String level) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Terms(UUID version) {}

        Contract contractInForce() {
            return new Contract(contract, customer, plan.code(), plan.level(), promises, locale, terms.version());
        }
    }

    private final HostedSites sites;
    private final Event<ContractBecameKnown> known;

    SiteAndContractListener(HostedSites sites, Event<ContractBecameKnown> known) {
        this.sites = sites;
        this.known = known;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on(Set.of("site.registered", "site.moved"), SiteTold.class, this::registered)
                .on("site.removed", SiteGone.class, this::removed)
                .on(Set.of("contract.activated", "contract.changed"), ContractTold.class, this::covered)
                .on("contract.ended", ContractGone.class, this::uncovered);
    }

    private void registered(BusEvent<SiteTold> event) {
        SiteTold told = event.data();
        sites.known(told.site()).registered(told.customer(), told.connection(), told.name(), told.at());
        known.fire(new ContractBecameKnown(told.site()));
    }

    private void removed(BusEvent<SiteGone> event) {
        sites.known(event.data().site()).removed(event.data().at());
    }

    private void covered(BusEvent<ContractTold> event) {
        ContractTold told = event.data();
        sites.known(told.site()).covered(told.contractInForce(), told.at());
        known.fire(new ContractBecameKnown(told.site()));
    }

    private void uncovered(BusEvent<ContractGone> event) {
        ContractGone gone = event.data();
        sites.known(gone.site()).uncovered(gone.contract(), gone.at());
    }
}
