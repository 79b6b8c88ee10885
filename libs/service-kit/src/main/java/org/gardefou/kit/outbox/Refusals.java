package org.gardefou.kit.outbox;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Takes a row that the broker will never take out of the way of the others, and keeps it where an operator finds it. */
@ApplicationScoped
class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    private final AgroalDataSource dataSource;
    private final RefusedEvents events;

    Refusals(AgroalDataSource dataSource, RefusedEvents events) {
        this.dataSource = dataSource;
        this.events = events;
    }

    void setAside(Refused refused) {
        OutboxRow row = refused.row();
        Throwable why = refused.getCause() == null ? refused : refused.getCause();
        LOG.errorf(why, "Event %s (%s) is set aside: the broker will never take it", row.id(), row.type());
        QuarkusTransaction.requiringNew().run(() -> {
            if (takeOut(row)) events.keep(row, why);
        });
    }

    /** Another process may have been quicker. */
    private boolean takeOut(OutboxRow row) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from outbox where seq = ?")) {
            delete.setLong(1, row.seq());
            return delete.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
