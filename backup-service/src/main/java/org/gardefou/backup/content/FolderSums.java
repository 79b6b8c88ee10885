package org.gardefou.backup.content;

import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.gardefou.backup.content.Comparing.Line;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;

/** The files of a folder that are not the same, and for each folder in it the sum of all below. */
final class FolderSums {

    private final Span span;
    private final PageRequest request;
    private final String behind;
    private final long behindKind;

    FolderSums(Span span, PageRequest request) {
        this.span = span;
        this.request = request;
        this.behind = request.after().map(cursor -> CursorKeys.name(cursor, 0)).orElse("");
        this.behindKind = request.after().map(cursor -> cursor.number(1)).orElse(-1L);
    }

    /** In the order of names. */
    Page<Line> page(DataSource dataSource, Duration most) {
        String folder = span.folder();
        Question question = new Question().add("""
                with differing as (
                    select coalesce(c.folder, g.folder) as folder, coalesce(c.name, g.name) as name, g.name is null as came,
                        c.name is null as gone, c.size as new_size, g.size as old_size
                    from (select * from content_file v where""" + " " + span.gone("v"));
        span.within(question, "v");
        question.add(") g full join (select * from content_file v where " + span.come("v"));
        span.within(question, "v");
        question.add("""
                ) c on c.folder = g.folder and c.name = g.name
                where (c.size, c.modified, c.kind, c.permissions) is distinct from (g.size, g.modified, g.kind, g.permissions))""")
                .add(
                        ", line as (select d.*, case when f.path = ? then d.name else split_part(substr(f.path, ?), '/', 1) end as line,",
                        folder,
                        span.below().length() + 1)
                .add("(f.path <> ?)::int as kind", folder)
                .add("from differing d join content_folder f on f.site = ? and f.id = d.folder)", span.site())
                .add("""
                        select line, kind, count(*) filter (where came), count(*) filter (where gone), count(*) filter (where not came and not gone),
                            coalesce(sum(new_size), 0), coalesce(sum(old_size), 0)
                        from line where (line collate "C", kind) > (?, ?)
                        group by line, kind order by line collate "C", kind limit ?""", behind, behindKind, request.fetch());
        List<Line> lines = question.askWithin(
                most,
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
                line -> Cursor.after(CursorKeys.ofName(line.name()), line.kind().ordinal()));
    }
}
