package org.gardefou.backup.schedule;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Finds what is due, by one index: it costs the same among a thousand sites and among a million. */
final class DueSites {

    /** The longest overdue first. Rows that another process is at are skipped: its lock divides the work. */
    static final String SQL =
            "select site from policy where next_due <= ? and not paused order by next_due limit ? for update skip locked";

    private DueSites() {}

    /** The sites that are due; their policies are locked until the end of the transaction. */
    static List<UUID> find(Connection connection, Instant now, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            select.setInt(2, most);
            try (ResultSet rows = select.executeQuery()) {
                List<UUID> sites = new ArrayList<>();
                while (rows.next()) sites.add(rows.getObject(1, UUID.class));
                return sites;
            }
        }
    }
}
