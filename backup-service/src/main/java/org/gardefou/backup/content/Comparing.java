package org.gardefou.backup.content;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.backup.content.Contents.Indexed;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;

/** The files that are not the same in two restore points of a site: from the versions that began and ended between them. */
@ApplicationScoped
class Comparing {

    private final DataSource dataSource;

    Comparing(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * A file that is not the same, or a folder with such files below it.
     *
     * @param bytesAdded of files that are new or changed, as they are now
     * @param bytesRemoved of files that are gone or changed, as they were
     */
    @Schema(name = "FileDifference")
    record Line(
            @Schema(examples = "plugins") String name,

            @Schema(examples = "/htdocs/wp-content/plugins") String path,

            @Schema(description = "FOLDER: the sum of all files below it.", examples = "FOLDER")
            Kind kind,

            @Schema(description = "Files that are new.", examples = "9820")
            long added,

            @Schema(description = "Files that are gone.", examples = "0")
            long removed,

            @Schema(description = "Files with another content, size, time, permission or kind.", examples = "12")
            long changed,

            @Schema(examples = "104857600") long bytesAdded,

            @Schema(examples = "20480") long bytesRemoved) {

        private Line reversed() {
            return new Line(name, path, kind, removed, added, changed, bytesRemoved, bytesAdded);
        }
    }

    /** The position of the restore point before one, and its id. */
    Optional<Indexed> before(Indexed point) {
        return new Question()
                        .add("""
                        select id, content_position from restore_point where site = ? and content_position < ?
                        order by content_position desc limit 1""", point.site(), point.position())
                        .ask(
                                dataSource,
                                row -> new Indexed(
                                        row.getObject(1, UUID.class), point.site(), point.number(), row.getInt(2)))
                        .stream()
                        .findFirst();
    }

    /**
     * The lines of a folder, in the order of names.
     *
     * @param each every file below the folder is a line, instead of a sum for each folder in it
     */
    Page<Line> page(Indexed from, Indexed to, String folder, boolean each, PageRequest request) {
        boolean back = from.position() > to.position();
        int older = Math.min(from.position(), to.position());
        int newer = Math.max(from.position(), to.position());
        String below = folder.equals(FolderPath.TOP) ? FolderPath.TOP : folder + "/";
        String behind =
                request.after().map(cursor -> CursorKeys.name(cursor, 0)).orElse("");
        long behindKind = request.after().map(cursor -> cursor.number(1)).orElse(-1L);
        // Of a file further down: the folder below this one that it is in, or its whole way from here.
        String named = each ? "substr(f.path, ?) || '/' || d.name" : "split_part(substr(f.path, ?), '/', 1)";
        List<Line> lines = new Question()
                .add("with differing as (" + DIFFERING.formatted(from.number(), older, newer)
                        + "), line as (select d.*,")
                .add("case when f.path = ? then d.name else " + named + " end as line,", folder, below.length() + 1)
                .add(each ? "0 as kind" : "(f.path <> ?)::int as kind", each ? new Object[0] : new Object[] {folder})
                .add("from differing d join content_folder f on f.site = ? and f.id = d.folder", from.number())
                .add("where f.path = ? or starts_with(f.path, ?))", folder, below)
                .add("""
                        select line, kind, count(*) filter (where came), count(*) filter (where gone), count(*) filter (where not came and not gone),
                            coalesce(sum(new_size), 0), coalesce(sum(old_size), 0)
                        from line where (line collate "C", kind) > (?, ?)
                        group by line, kind order by line collate "C", kind limit ?""", behind, behindKind, request.fetch())
                .ask(
                        dataSource,
                        row -> new Line(
                                row.getString(1),
                                FolderPath.join(folder, row.getString(1)),
                                Kind.of(row.getInt(2)),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7)));
        return Page.of(
                        lines,
                        request,
                        line -> Cursor.after(
                                CursorKeys.ofName(line.name()), line.kind().ordinal()))
                .map(line -> back ? line.reversed() : line);
    }

    /** What ended between two positions beside what began; folders themselves are not counted. */
    private static final String DIFFERING = """
            select coalesce(c.folder, g.folder) as folder, coalesce(c.name, g.name) as name, g.name is null as came, c.name is null as gone,
                c.size as new_size, g.size as old_size
            from (select * from content_file where site = %1$d and kind <> 1 and until_position > %2$d and until_position <= %3$d
                      and until_position < 2147483647 and from_position <= %2$d) g
            full join (select * from content_file where site = %1$d and kind <> 1 and from_position > %2$d and from_position <= %3$d
                      and until_position > %3$d) c on c.folder = g.folder and c.name = g.name
            where (c.size, c.modified, c.kind, c.permissions) is distinct from (g.size, g.modified, g.kind, g.permissions)""";
}
