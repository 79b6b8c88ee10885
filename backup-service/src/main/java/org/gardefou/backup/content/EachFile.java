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
    private final Key behind;

    EachFile(Span span, PageRequest request) {
        this.span = span;
        this.request = request;
        this.behind = request.after()
                .map(cursor -> new Key(
                        Math.toIntExact(Math.clamp(cursor.number(0), -1, Integer.MAX_VALUE)),
                        CursorKeys.name(cursor, 1)))
                .orElse(new Key(-1, ""));
    }

    private record Key(int folder, String name) {}

    private record Row(Key key, Line line) {}

    Page<Line> page(DataSource dataSource, Duration most) {
        Key edge = edge(dataSource, most);
        Question question = new Question();
        question.add("select d.folder, f.path, d.name, d.came, d.gone, d.new_size, d.old_size from ((");
        question.add(
                "select g.folder, g.name, false as came, c.name is null as gone, c.size as new_size, g.size as old_size");
        endedBeside(question, edge);
        question.add(") union all (select c.folder, c.name, true, false, c.size, null from content_file c");
        question.add("where " + span.come("c"));
        span.within(question, "c");
        range(question, "c", edge);
        question.add("and not exists (select from content_file g where g.folder = c.folder and g.name = c.name and "
                + span.gone("g"));
        range(question, "g", edge);
        question.add(") order by c.folder, c.name limit ?", request.fetch());
        question.add(")) d join content_folder f on f.site = ? and f.id = d.folder", span.site());
        question.add("order by d.folder, d.name limit ?", request.fetch());
        List<Row> rows = question.askWithin(most, dataSource, row -> {
            String name = row.getString(3);
            String path = FolderPath.join(row.getString(2), name);
            boolean came = row.getBoolean(4);
            boolean gone = row.getBoolean(5);
            return new Row(
                    new Key(row.getInt(1), name),
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
        return Page.of(
                        rows,
                        request,
                        row -> Cursor.after(
                                row.key().folder(), CursorKeys.ofName(row.key().name())))
                .map(Row::line);
    }

    /**
     * How far a page can reach: to where what went or changed fills it. Without that, what came is looked for to the end of the site where all that began is
     * a change.
     */
    private Key edge(DataSource dataSource, Duration most) {
        Key end = new Key(Integer.MAX_VALUE, "");
        Question question = new Question().add("select g.folder, g.name");
        endedBeside(question, end);
        return question
                .add("offset ?", request.fetch() - 1)
                .askWithin(most, dataSource, row -> new Key(row.getInt(1), row.getString(2)))
                .stream()
                .findFirst()
                .orElse(end);
    }

    private void endedBeside(Question question, Key edge) {
        question.add("from content_file g left join content_file c on c.folder = g.folder and c.name = g.name and "
                + span.come("c"));
        range(question, "c", edge);
        question.add("where " + span.gone("g"));
        span.within(question, "g");
        range(question, "g", edge);
        question.add(
                "and (c.size, c.modified, c.kind, c.permissions) is distinct from (g.size, g.modified, g.kind, g.permissions)");
        question.add("order by g.folder, g.name limit ?", request.fetch());
    }

    private void range(Question question, String version, Key edge) {
        question.add(
                "and (%1$s.folder, %1$s.name) > (?, ?) and (%1$s.folder, %1$s.name) <= (?, ?)".formatted(version),
                behind.folder(),
                behind.name(),
                edge.folder(),
                edge.name());
    }
}
