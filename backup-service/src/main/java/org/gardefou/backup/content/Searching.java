package org.gardefou.backup.content;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import javax.sql.DataSource;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;

/**
 * Looks for names in a site's files. A page is bounded by what is looked at, not only by what is found: however rare what somebody
 * looks for, and however large the site, an answer takes milliseconds; a page with few matches or none may have a next one.
 */
@ApplicationScoped
class Searching {

    /** Names by the index of names: each is looked up in the table, wherever it is. */
    private static final int NAMES = 2_000;

    /** Entries folder by folder, of which the primary key alone is read: four pages for a site of usual size. */
    private static final int ENTRIES = 5_000;

    private final DataSource dataSource;

    Searching(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * What is looked through.
     *
     * @param site the site's number
     * @param where a condition on versions {@code e}; its parameters are numbers of our own
     */
    record Scope(int site, String where) {

        /** All versions in all restore points. */
        static Scope all(int site) {
            return new Scope(site, "true");
        }

        static Scope of(Contents.Indexed point) {
            return new Scope(
                    point.number(), "e.from_position <= %1$d and e.until_position > %1$d".formatted(point.position()));
        }
    }

    /** A match: what an entry was from one position to before another. */
    record Found(FileEntry entry, int folder, int from, int until) {}

    private record Key(String folded, int folder, String name, int from) {

        static Key start(NamePattern pattern) {
            return new Key(pattern.start(), -1, "", -1);
        }

        static Key of(Cursor cursor) {
            return new Key(
                    CursorKeys.name(cursor, 0),
                    Math.toIntExact(Math.clamp(cursor.number(1), -1, Integer.MAX_VALUE)),
                    CursorKeys.name(cursor, 2),
                    Math.toIntExact(Math.clamp(cursor.number(3), -1, Integer.MAX_VALUE)));
        }

        Cursor cursor() {
            return Cursor.after(CursorKeys.ofName(folded), folder, CursorKeys.ofName(name), from);
        }
    }

    private record Hit(Found found, Key key) {}

    Page<Found> page(Scope scope, NamePattern pattern, PageRequest request) {
        Key behind = request.after().map(Key::of).orElseGet(() -> Key.start(pattern));
        // In the window's order; what is looked up in the table is only what has the name.
        String order = pattern.anchored()
                ? "order by w.folded, w.folder, w.name, w.from_position"
                : "order by w.folder, w.name, w.from_position";
        List<Hit> hits = window(
                        scope.site(),
                        pattern,
                        behind,
                        "e.site, e.folder, e.name, e.from_position, lower(e.name) collate \"C\" as folded",
                        0)
                .ahead("""
                        select f.path, e.name, e.kind, e.size, e.modified, e.permissions, e.folder, e.from_position, e.until_position, w.folded
                        from (""")
                .add("""
                        ) w cross join lateral (
                            select * from content_file e
                            where e.site = w.site and e.folder = w.folder and e.name = w.name and e.from_position = w.from_position limit 1) e
                        join content_folder f on f.site = e.site and f.id = e.folder
                        where w.folded like ? and""" + " " + scope.where(), pattern.like())
                .add(order + " limit ?", request.fetch())
                .ask(dataSource, row -> {
                    String name = row.getString(2);
                    Found found = new Found(
                            FileEntry.of(
                                    row.getString(1),
                                    name,
                                    row.getInt(3),
                                    row.getLong(4),
                                    row.getLong(5),
                                    row.getInt(6)),
                            row.getInt(7),
                            row.getInt(8),
                            row.getInt(9));
                    return new Hit(found, new Key(row.getString(10), found.folder(), name, found.from()));
                });
        if (hits.size() > request.limit())
            return Page.of(hits, request, hit -> hit.key().cursor()).map(Hit::found);
        // All of the window was looked at.
        String next = window(
                        scope.site(),
                        pattern,
                        behind,
                        "lower(e.name), e.folder, e.name, e.from_position",
                        size(pattern) - 1)
                .ask(dataSource, row -> new Key(row.getString(1), row.getInt(2), row.getString(3), row.getInt(4)))
                .stream()
                .findFirst()
                .map(key -> key.cursor().toString())
                .orElse(null);
        return new Page<>(hits.stream().map(Hit::found).toList(), next);
    }

    private static int size(NamePattern pattern) {
        return pattern.anchored() ? NAMES : ENTRIES;
    }

    /** @param skipped 0: all of the window; otherwise only the entry behind so many */
    private static Question window(int site, NamePattern pattern, Key behind, String columns, int skipped) {
        String limit = skipped == 0 ? "limit " + size(pattern) : "offset " + skipped + " limit 1";
        return pattern.anchored()
                ? new Question()
                        .add(
                                "select " + columns + """
                                 from content_file e
                                where e.site = ? and lower(e.name) collate "C" >= ? and lower(e.name) collate "C" < ?
                                    and (lower(e.name) collate "C", e.folder, e.name, e.from_position) > (?, ?, ?, ?)
                                order by lower(e.name) collate "C", e.folder, e.name, e.from_position""",
                                site,
                                pattern.start(),
                                pattern.end(),
                                behind.folded(),
                                behind.folder(),
                                behind.name(),
                                behind.from())
                        .add(limit)
                : new Question()
                        .add("select " + columns + """
                                 from content_file e
                                where e.site = ? and (e.folder, e.name, e.from_position) > (?, ?, ?)
                                order by e.folder, e.name, e.from_position""", site, behind.folder(), behind.name(), behind.from())
                        .add(limit);
    }
}
