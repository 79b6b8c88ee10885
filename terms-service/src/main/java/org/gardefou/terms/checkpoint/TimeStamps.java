package org.gardefou.terms.checkpoint;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The time stamps of the checkpoints; one at most of each authority. */
@ApplicationScoped
public class TimeStamps {

    private final AgroalDataSource dataSource;

    TimeStamps(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Those of a checkpoint, by the names of the authorities. */
    public List<TimeStamp> of(long checkpoint) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select authority, at, response, certificate from checkpoint_time_stamp where checkpoint = ? order by authority")) {
            select.setLong(1, checkpoint);
            List<TimeStamp> stamps = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next())
                    stamps.add(new TimeStamp(
                            rows.getString(1),
                            rows.getObject(2, OffsetDateTime.class).toInstant(),
                            rows.getBytes(3),
                            rows.getString(4)));
            }
            return stamps;
        } catch (SQLException e) {
            throw new PersistenceException("The time stamps cannot be read", e);
        }
    }

    /** Keeps one; another of the same authority is dropped: the earlier one says more. */
    public void add(long checkpoint, TimeStamp stamp) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into checkpoint_time_stamp (checkpoint, authority, at, response, certificate) values (?, ?, ?, ?, ?)"
                                + " on conflict do nothing")) {
            insert.setLong(1, checkpoint);
            insert.setString(2, stamp.authority());
            insert.setObject(3, stamp.at().atOffset(ZoneOffset.UTC));
            insert.setBytes(4, stamp.response());
            insert.setString(5, stamp.certificate());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new PersistenceException("The time stamp cannot be kept", e);
        }
    }
}
