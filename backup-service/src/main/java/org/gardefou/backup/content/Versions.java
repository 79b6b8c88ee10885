package org.gardefou.backup.content;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import javax.sql.DataSource;
import org.gardefou.backup.content.Searching.Found;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;

/** What one path was in all restore points of a site. */
@ApplicationScoped
class Versions {

    private final DataSource dataSource;

    Versions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The versions of a path, newest first. */
    Page<Found> page(int site, String path, PageRequest request) {
        String folder = FolderPath.parent(path);
        long before = request.after().map(cursor -> cursor.number(0)).orElse((long) Place.STILL);
        List<Found> rows = new Question()
                .add("""
                        select e.name, e.kind, e.size, e.modified, e.permissions, e.folder, e.from_position, e.until_position
                        from content_folder f join content_file e on e.site = f.site and e.folder = f.id
                        where f.site = ? and hashtextextended(f.path, 0) = hashtextextended(?, 0) and f.path = ? and e.name = ?
                            and e.from_position < ?
                        order by e.from_position desc limit ?""", site, folder, folder, FolderPath.name(path), before, request.fetch())
                .ask(
                        dataSource,
                        row -> new Found(
                                FileEntry.of(
                                        folder,
                                        row.getString(1),
                                        row.getInt(2),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getInt(5)),
                                row.getInt(6),
                                row.getInt(7),
                                row.getInt(8)));
        return Page.of(rows, request, found -> Cursor.after(found.from()));
    }
}
