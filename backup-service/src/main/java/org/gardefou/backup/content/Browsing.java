package org.gardefou.backup.content;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.gardefou.backup.restorepoint.ContentState;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** One folder of one restore point, by one statement. */
@ApplicationScoped
class Browsing {

    private final DataSource dataSource;

    Browsing(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private record Row(
            ContentState state,
            @Nullable String failure,
            int number,
            int position,
            @Nullable FileEntry entry) {}

    /** The entries in the order of their names' bytes. */
    Page<FileEntry> page(UUID point, String folder, Visibility visibility, PageRequest request) {
        String behind =
                request.after().map(cursor -> CursorKeys.name(cursor, 0)).orElse("");
        List<Row> rows = new Question()
                .add("""
                        select r.content, r.content_failure ->> 'en', coalesce(s.number, 0), coalesce(r.content_position, 0),
                            c.name, c.kind, c.size, c.modified, c.permissions
                        from restore_point r
                        left join content_site s on s.site = r.site
                        left join content_folder f on f.site = s.number and hashtextextended(f.path, 0) = hashtextextended(?, 0) and f.path = ?
                        left join lateral (
                            select e.name, e.kind, e.size, e.modified, e.permissions from content_file e
                            where e.site = f.site and e.folder = f.id and e.name > ?
                                and e.from_position <= r.content_position and e.until_position > r.content_position
                            order by e.name limit ?) c on true
                        where r.id = ? and""", folder, folder, behind, request.fetch(), point)
                .add(Seen.of(visibility))
                .add("order by c.name")
                .ask(dataSource, row -> {
                    String name = row.getString(5);
                    return new Row(
                            ContentState.valueOf(row.getString(1)),
                            row.getString(2),
                            row.getInt(3),
                            row.getInt(4),
                            name == null
                                    ? null
                                    : FileEntry.of(
                                            folder,
                                            name,
                                            row.getInt(6),
                                            row.getLong(7),
                                            row.getLong(8),
                                            row.getInt(9)));
                });
        if (rows.isEmpty()) throw Problems.notFound("restore point", point);
        Row first = rows.getFirst();
        Contents.demandIndexed(first.state(), first.failure());
        if (first.entry() == null && request.after().isEmpty()) demandFolder(first.number(), first.position(), folder);
        List<FileEntry> entries =
                rows.stream().map(Row::entry).filter(Objects::nonNull).toList();
        return Page.of(entries, request, entry -> Cursor.after(CursorKeys.ofName(entry.name())));
    }

    /** That a folder without entries is there at all. */
    void demandFolder(int site, int position, String folder) {
        if (folder.equals(FolderPath.TOP)) return;
        String above = FolderPath.parent(folder);
        boolean there = !new Question()
                .add("""
                        select 1 from content_folder f join content_file e on e.site = f.site and e.folder = f.id
                        where f.site = ? and hashtextextended(f.path, 0) = hashtextextended(?, 0) and f.path = ?
                            and e.name = ? and e.kind = 1 and e.from_position <= ? and e.until_position > ?""", site, above, above, FolderPath.name(folder), position, position)
                .ask(dataSource, row -> row.getInt(1))
                .isEmpty();
        if (!there) throw Contents.noFolder(folder);
    }
}
