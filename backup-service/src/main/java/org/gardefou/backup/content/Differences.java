package org.gardefou.backup.content;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Counts how much a restore point differs from the one before it. */
final class Differences {

    private final Connection connection;
    private final UUID site;
    private final int number;

    Differences(Connection connection, UUID site, int number) {
        this.connection = connection;
        this.site = site;
        this.number = number;
    }

    /** Keeps it with the restore point at a position; nothing where none is. */
    void keep(int position) throws SQLException {
        if (position == Place.STILL) return;
        try (PreparedStatement update = connection.prepareStatement("""
                update restore_point p set version = version + 1, compared_at = null, difference = (
                    select jsonb_build_object('since', b.id, 'added', d.added, 'removed', d.removed, 'changed', d.changed,
                        'bytesAdded', d.bytes_added, 'bytesRemoved', d.bytes_removed)
                    from (select id, content_position from restore_point
                          where site = p.site and content_position < p.content_position order by content_position desc limit 1) b,
                    lateral (
                        select count(*) filter (where g.name is null) as added, count(*) filter (where c.name is null) as removed,
                            count(*) filter (where g.name is not null and c.name is not null) as changed,
                            coalesce(sum(c.size), 0) as bytes_added, coalesce(sum(g.size), 0) as bytes_removed
                        from (select * from content_file where site = %1$d and kind <> 1 and until_position > b.content_position
                                  and until_position <= p.content_position and until_position < 2147483647
                                  and from_position <= b.content_position) g
                        full join (select * from content_file where site = %1$d and kind <> 1 and from_position > b.content_position
                                  and from_position <= p.content_position and until_position > p.content_position) c
                            on c.folder = g.folder and c.name = g.name
                        where (c.size, c.modified, c.kind, c.permissions) is distinct from (g.size, g.modified, g.kind, g.permissions)) d)
                where p.site = ? and p.content_position = ?""".formatted(number))) {
            update.setObject(1, site);
            update.setInt(2, position);
            update.executeUpdate();
        }
    }
}
