package org.gardefou.backup.content;

import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.gardefou.backup.content.Comparing.Line;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;

/**
 * Each file that is not the same, folder by folder. A page goes on in the primary key where the one before ended: it costs what it shows, and not what all of
 * the difference is.
 */
final class EachFile {

    private final Span span;
    private final PageRequest request;
    private final int behindFolder;
    private final String behindName;

    EachFile(Span span, PageRequest request) {
        this.span = span;
        this.request = request;
        this.behindFolder = request.after()
                .map(cursor -> Math.toIntExact(Math.clamp(cursor.number(0), -1, Integer.MAX_VALUE)))
                .orElse(-1);
        this.behindName =
                request.after().map(cursor -> CursorKeys.name(cursor, 1)).orElse("");
    }

    private record Row(int folder, String name, Line line) {}

    Page<Line> page(DataSource dataSource, Duration most) {
        Question question = new Question();
        question.add("select d.folder, f.path, d.name, d.came, d.gone, d.new_size, d.old_size from ((");
        question.add(
                "select g.folder, g.name, false as came, c.name is null as gone, c.size as new_size, g.size as old_size");
        question.add("from content_file g left join content_file c on c.folder = g.folder and c.name = g.name and "
                + span.come("c"));
        question.add("where " + span.gone("g"));
        question.add(
                "and (c.size, c.modified, c.kind, c.permissions) is distinct from (g.size, g.modified, g.kind, g.permissions)");
        behind(question, "g");
        question.add(") union all (select c.folder, c.name, true, false, c.size, null from content_file c");
        question.add("where " + span.come("c"));
        question.add("and not exists (select from content_file g where g.folder = c.folder and g.name = c.name and "
                + span.gone("g") + ")");
        behind(question, "c");
        question.add(")) d join content_folder f on f.site = ? and f.id = d.folder", span.site());
        question.add("order by d.folder, d.name limit ?", request.fetch());
        List<Row> rows = question.askWithin(most, dataSource, row -> {
            String name = row.getString(3);
            String path = FolderPath.join(row.getString(2), name);
            boolean came = row.getBoolean(4);
            boolean gone = row.getBoolean(5);
            return new Row(
                    row.getInt(1),
                    name,
                    new Line(
                            path.substring(span.below().length()),
                            path,
                            Kind.FILE,
                            came ? 1 : 0,
                            gone ? 1 : 0,
                            came || gone ? 0 : 1,
                            row.getLong(6),
                            row.getLong(7)));
        });
        return Page.of(rows, request, row -> Cursor.after(row.folder(), CursorKeys.ofName(row.name())))
                .map(Row::line);
    }

    private void behind(Question question, String version) {
        span.within(question, version);
        question.add(
                "and (%1$s.folder, %1$s.name) > (?, ?) order by %1$s.folder, %1$s.name limit ?".formatted(version),
                behindFolder,
                behindName,
                request.fetch());
    }
}
