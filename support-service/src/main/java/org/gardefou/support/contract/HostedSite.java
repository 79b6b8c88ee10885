package org.gardefou.support.contract;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One site with its contract, as far as the bus has told. Site and contract come on topics of their own, in either order, so each
 * half carries the time of what it was last told and ignores what is older.
 */
@Entity
@Table(name = "hosted_site")
public class HostedSite {

    @Id
    private UUID site;

    @Nullable private UUID customer;

    @Nullable private UUID connection;

    @Nullable private String name;

    @Nullable private UUID contract;

    @Column(name = "plan_code")
    @Nullable private String planCode;

    @Nullable private String level;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Promises promises;

    @Nullable private String locale;

    @Column(name = "terms_version")
    @Nullable private UUID termsVersion;

    @Column(name = "site_at")
    @Nullable private Instant siteAt;

    @Column(name = "contract_at")
    @Nullable private Instant contractAt;

    @Column(name = "removed") // read by queries only
    private boolean removed;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected HostedSite() {}

    HostedSite(UUID site) {
        this.site = site;
    }

    void registered(UUID owner, @Nullable UUID panel, String siteName, Instant at) {
        if (siteAt != null && at.isBefore(siteAt)) return;
        customer = owner;
        connection = panel;
        name = siteName;
        siteAt = at;
        removed = false;
    }

    void removed(Instant at) {
        if (siteAt != null && at.isBefore(siteAt)) return;
        siteAt = at;
        removed = true;
    }

    void covered(Contract terms, Instant at) {
        if (contractAt != null && at.isBefore(contractAt)) return;
        if (customer == null) customer = terms.customer();
        contract = terms.contract();
        planCode = terms.planCode();
        level = terms.level();
        promises = terms.promises();
        locale = terms.locale();
        termsVersion = terms.version();
        contractAt = at;
    }

    void uncovered(UUID ended, Instant at) {
        if (contractAt != null && at.isBefore(contractAt)) return;
        if (contract != null && !contract.equals(ended)) return; // another one follows it already
        contract = null;
        promises = null;
        contractAt = at;
    }

    /** The contract in force; empty when there is none, or none is known yet. */
    public Optional<Contract> contract() {
        if (contract == null || customer == null || promises == null || level == null || planCode == null) {
            return Optional.empty();
        }
        return Optional.of(new Contract(contract, customer, planCode, level, promises, locale(), termsVersion));
    }

    public UUID site() {
        return site;
    }

    public Optional<UUID> customer() {
        return Optional.ofNullable(customer);
    }

    public @Nullable UUID connection() {
        return connection;
    }

    /** The site's name; its id while the site itself is not known. */
    public String name() {
        return name == null ? site.toString() : name;
    }

    /** The customer's language; French where nobody said. */
    public String locale() {
        return locale == null ? "fr" : locale;
    }

    /**
     * The contract in force.
     *
     * @param level STANDARD, MANAGED, RESELLER or VPS
     * @param version the accepted version of the terms
     */
    public record Contract(
            UUID contract,
            UUID customer,
            String planCode,
            String level,
            Promises promises,
            String locale,
            @Nullable UUID version) {

        /** Whether repairing what the customer broke is part of the plan: where it says so, and wherever we manage the site. */
        public boolean repairIncluded() {
            return level.equals("MANAGED") || promises.repairIncluded();
        }
    }
}
