package org.gardefou.terms.risknotice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.permission.Role;
import org.jspecify.annotations.Nullable;

/** The notices as customers read and acknowledge them on the pages of this service: the same steps as over the API. */
@ApplicationScoped
public class HostedNotices {

    private final RiskNotices notices;
    private final Reading reading;

    HostedNotices(RiskNotices notices, Reading reading) {
        this.notices = notices;
        this.reading = reading;
    }

    /**
     * A notice as a page shows it.
     *
     * @param clause the topic of the terms that says whose part it is
     * @param terms the version that applies to the site and has that clause; null: there is none
     * @param changes how many changes or findings it tells of: what was read is acknowledged, and nothing that joined since
     */
    public record Notice(
            UUID id,
            Risk level,
            NoticeText text,
            String clause,
            @Nullable UUID terms,
            int changes,
            Instant raisedAt,
            @Nullable Instant acknowledgedAt) {}

    /**
     * Who reads, as the one vouches that had the link made.
     *
     * @param voucher that one's role
     * @param reference for the bus: the panel's connection, or the role
     * @param subject of that one's token
     * @param name of who reads
     */
    public record Person(Role voucher, String reference, String subject, String name) {}

    /** Those of a site that a customer has not acknowledged, the newest first. Looking at a list is not reading. */
    @Transactional
    public List<Notice> open(UUID site, UUID customer, int most) {
        return notices
                .find(
                        "site = ?1 and customer = ?2 and acknowledgedAt is null and expiredAt is null order by id desc",
                        site,
                        customer)
                .range(0, most - 1)
                .<RiskNotice>list()
                .stream()
                .map(HostedNotices::view)
                .toList();
    }

    /** One of a site, looked at without its being read. */
    @Transactional
    public Optional<Notice> glance(UUID id, UUID site, UUID customer) {
        return find(id, site, customer, LockModeType.NONE).map(HostedNotices::view);
    }

    /** One of a site, which the customer has before them from now on. */
    @Transactional
    public Optional<Notice> read(UUID id, UUID site, UUID customer) {
        Optional<RiskNotice> found = find(id, site, customer, LockModeType.PESSIMISTIC_WRITE);
        found.ifPresent(reading::shown);
        return found.map(HostedNotices::view);
    }

    /**
     * The customer says that they have read it.
     *
     * @param changes that it told of when they did; where more joined since it stays as it is, to be read again
     */
    @Transactional
    public Optional<Notice> acknowledge(UUID id, UUID site, UUID customer, int changes, Person by) {
        Optional<RiskNotice> found = find(id, site, customer, LockModeType.PESSIMISTIC_WRITE);
        found.filter(notice -> notice.view().changeCount() == changes)
                .ifPresent(notice -> reading.acknowledged(
                        notice, new Acknowledger(by.voucher.group(), by.reference, by.subject, by.name)));
        return found.map(HostedNotices::view);
    }

    private Optional<RiskNotice> find(UUID id, UUID site, UUID customer, LockModeType lock) {
        return notices.find("id = ?1 and site = ?2 and customer = ?3", id, site, customer)
                .withLock(lock)
                .firstResultOptional();
    }

    private static Notice view(RiskNotice notice) {
        NoticeView view = notice.view();
        return new Notice(
                view.id(),
                view.level(),
                view.text(),
                view.clause().code(),
                view.clause().version(),
                view.changeCount(),
                view.raisedAt(),
                view.acknowledgedAt());
    }
}
