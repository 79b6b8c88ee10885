package org.gardefou.backup.content;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Brings what came in together with what is known: versions that are not the same any more end, new ones begin. A file that did not
 * change costs no write. All that is put into the statements are numbers of our own.
 */
final class Merge {

    private final Connection connection;
    private final Place place;

    Merge(Connection connection, Place place) {
        this.connection = connection;
        this.place = place;
    }

    /** @return how many versions more there are; fewer, when it is below 0 */
    long run() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            enterFolders(statement);
            compare(statement);
            long more = 0;
            if (!place.newest()) {
                more += goOnBehind(statement);
                beginEarlier(statement);
            }
            more -= end(statement);
            return more + begin(statement);
        }
    }

    private void enterFolders(Statement statement) throws SQLException {
        int entered = statement.executeUpdate("""
                insert into content_folder (site, id, path)
                select s.number, s.last_folder + row_number() over (order by n.path), n.path
                from content_site s,
                    (select case folder when '/' then '/' else folder || '/' end || name as path from content_incoming where kind = 1
                     union select folder from content_incoming
                     union select '/'
                     except select path from content_folder where site = %d) n
                where s.number = %d""".formatted(place.site(), place.site()));
        statement.executeUpdate("update content_site set last_folder = last_folder + %d where number = %d"
                .formatted(entered, place.site()));
    }

    /** What differs from what the index says about this place, into a table of this transaction alone. */
    private void compare(Statement statement) throws SQLException {
        statement.execute("""
                create temporary table if not exists content_differing (folder int not null, name text collate "C" not null, size bigint,
                    modified bigint, kind smallint, permissions smallint, old_from int, old_until int) on commit delete rows""");
        statement.executeUpdate("""
                insert into content_differing
                select coalesce(n.folder, o.folder), coalesce(n.name, o.name), n.size, n.modified, n.kind, n.permissions,
                    o.from_position, o.until_position
                from (select f.id as folder, i.name, i.size, i.modified, i.kind, i.permissions
                      from content_incoming i join content_folder f on f.site = %1$d and f.path = i.folder) n
                full join (select * from content_file where site = %1$d and from_position <= %2$d and until_position > %2$d) o
                    on o.folder = n.folder and o.name = n.name
                where (n.size, n.modified, n.kind, n.permissions) is distinct from (o.size, o.modified, o.kind, o.permissions)""".formatted(place.site(), place.position()));
        statement.execute("analyze content_differing");
    }

    /** This restore point came late: what it does not have goes on in the next one all the same. */
    private int goOnBehind(Statement statement) throws SQLException {
        return statement.executeUpdate("""
                insert into content_file (site, folder, name, size, modified, kind, permissions, from_position, until_position)
                select o.site, o.folder, o.name, o.size, o.modified, o.kind, o.permissions, %2$d, o.until_position
                from content_differing d
                join content_file o on o.site = %1$d and o.folder = d.folder and o.name = d.name and o.from_position = d.old_from
                where d.old_until > %2$d""".formatted(place.site(), place.next()));
    }

    /** And what it has as the next one has it began here already. */
    private void beginEarlier(Statement statement) throws SQLException {
        statement.executeUpdate("""
                with earlier as (
                    update content_file o set from_position = %2$d
                    from content_differing d
                    where o.site = %1$d and o.folder = d.folder and o.name = d.name and o.from_position = %3$d and d.old_from is null
                        and (o.size, o.modified, o.kind, o.permissions) = (d.size, d.modified, d.kind, d.permissions)
                    returning o.folder, o.name)
                delete from content_differing d using earlier e where d.folder = e.folder and d.name = e.name""".formatted(place.site(), place.position(), place.next()));
    }

    /** Versions that began behind the point before were only in some that have expired. */
    private int end(Statement statement) throws SQLException {
        int deleted = statement.executeUpdate("""
                delete from content_file o using content_differing d
                where o.site = %d and o.folder = d.folder and o.name = d.name and o.from_position = d.old_from and d.old_from > %d""".formatted(place.site(), place.previous()));
        statement.executeUpdate("""
                update content_file o set until_position = %d from content_differing d
                where o.site = %d and o.folder = d.folder and o.name = d.name and o.from_position = d.old_from""".formatted(place.position(), place.site()));
        return deleted;
    }

    private int begin(Statement statement) throws SQLException {
        return statement.executeUpdate("""
                insert into content_file (site, folder, name, size, modified, kind, permissions, from_position, until_position)
                select %d, folder, name, size, modified, kind, permissions, %d, %d from content_differing
                where kind is not null order by folder, name""".formatted(place.site(), place.position(), place.next()));
    }
}
