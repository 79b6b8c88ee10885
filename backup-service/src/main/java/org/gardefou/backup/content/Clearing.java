package org.gardefou.backup.content;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Takes away the versions that only one restore point had, and the folders that none has any more. */
final class Clearing {

    private final Connection connection;
    private final Place place;

    Clearing(Connection connection, Place place) {
        this.connection = connection;
        this.place = place;
    }

    /** @return how many versions went */
    long run() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // What is there up to the newest one began behind the one before; everything else has ended at the next.
            String only = place.newest()
                    ? "from_position > %d".formatted(place.previous())
                    : "from_position > %d and until_position > %d and until_position <= %d and until_position < 2147483647"
                            .formatted(place.previous(), place.position(), place.next());
            statement.execute("""
                    create temporary table if not exists content_gone (folder int not null, name text collate "C" not null)
                    on commit delete rows""");
            long gone;
            try (ResultSet count = statement.executeQuery("""
                    with gone as (delete from content_file where site = %d and %s returning folder, name, kind),
                        folders as (insert into content_gone select distinct folder, name from gone where kind = 1)
                    select count(*) from gone""".formatted(place.site(), only))) {
                count.next();
                gone = count.getLong(1);
            }
            statement.executeUpdate("""
                    delete from content_folder f
                    using content_gone g join content_folder above on above.site = %1$d and above.id = g.folder,
                        lateral (select case above.path when '/' then '/' else above.path || '/' end || g.name as path) p
                    where f.site = %1$d and hashtextextended(f.path, 0) = hashtextextended(p.path, 0) and f.path = p.path
                        and not exists (select from content_file c where c.site = %1$d and c.folder = g.folder and c.name = g.name and c.kind = 1)
                        and not exists (select from content_file c where c.site = %1$d and c.folder = f.id)""".formatted(place.site()));
            return gone;
        }
    }
}
