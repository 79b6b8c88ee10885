package org.gardefou.backup.content;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** The indexed restore points of a site, by their positions. */
@ApplicationScoped
class Points {

    private final DataSource dataSource;

    Points(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** One of them. */
    record Point(UUID id, Instant takenAt) {}

    /**
     * All of a site.
     *
     * @param number the site's; 0 when nothing of it is indexed
     */
    record OfSite(int number, TreeMap<Integer, Point> byPosition) {

        /** The first that has a version. */
        Optional<Point> first(int from) {
            return Optional.ofNullable(byPosition.ceilingEntry(from)).map(Map.Entry::getValue);
        }

        /** The last that has a version. */
        Optional<Point> last(int until) {
            return Optional.ofNullable(byPosition.lowerEntry(until)).map(Map.Entry::getValue);
        }
    }

    private record Row(int number, int position, Point point) {}

    OfSite of(UUID site) {
        TreeMap<Integer, Point> byPosition = new TreeMap<>();
        int number = 0;
        for (Row row : new Question()
                .add("""
                        select c.number, r.content_position, r.id, r.taken_at
                        from restore_point r join content_site c on c.site = r.site
                        where r.site = ? and r.content_position is not null""", site)
                .ask(
                        dataSource,
                        row -> new Row(
                                row.getInt(1),
                                row.getInt(2),
                                new Point(
                                        row.getObject(3, UUID.class),
                                        row.getObject(4, OffsetDateTime.class).toInstant())))) {
            number = row.number();
            byPosition.put(row.position(), row.point());
        }
        return new OfSite(number, byPosition);
    }
}
