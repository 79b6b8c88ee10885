package org.gardefou.terms.page;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;

/** What a page sent of a text: each text once for each link, so that who loads it a hundred times writes no more. */
@ApplicationScoped
class PageEvents {

    private final AgroalDataSource dataSource;
    private final Ledger ledger;
    private final Clock clock;

    PageEvents(AgroalDataSource dataSource, Ledger ledger, Clock clock) {
        this.dataSource = dataSource;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What was done with a text. */
    enum Kind {
        /** Its bytes were sent to be shown. */
        DISPLAYED,
        /** Its bytes were sent to be kept. */
        DOWNLOADED
    }

    /** Notes it, and proves it. */
    @Transactional
    public void note(PageLink link, Kind kind, UUID version, String sha256) {
        Instant now = clock.instant();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into page_event (link, kind, sha256, at) values (?, ?, ?, ?) on conflict do nothing")) {
            insert.setObject(1, link.id());
            insert.setString(2, kind.name());
            insert.setString(3, sha256);
            insert.setObject(4, now.atOffset(ZoneOffset.UTC));
            if (insert.executeUpdate() == 0) return;
        } catch (SQLException e) {
            throw new PersistenceException("That a text was sent cannot be noted", e);
        }
        ledger.append(new Fact(
                "terms-text." + kind.name().toLowerCase(Locale.ROOT),
                now,
                null,
                link.customer(),
                Map.of("link", link.id(), "version", version, "renditionSha256", sha256)));
    }

    /** Whether a text was sent to be shown by that link. */
    boolean displayed(PageLink link, String sha256) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select 1 from page_event where link = ? and kind = 'DISPLAYED' and sha256 = ?")) {
            select.setObject(1, link.id());
            select.setString(2, sha256);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new PersistenceException("What was sent cannot be read", e);
        }
    }
}
