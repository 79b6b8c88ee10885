package org.gardefou.backup.content;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.backup.content.Contents.Indexed;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;

/** The files that are not the same in two restore points of a site: from the versions that began and ended between them. */
@ApplicationScoped
class Comparing {

    private final DataSource dataSource;
    private final Bench bench;
    private final Duration most;

    Comparing(DataSource dataSource, ContentConfig config) {
        this.dataSource = dataSource;
        this.bench = new Bench(config.comparisonsAtOnce());
        this.most = config.comparisonTime();
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
     * @param each every file below the folder is a line, folder by folder, instead of a sum for each folder in it
     * @param who asks: one comparison at a time is made for each
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After while others are compared, 422 when it takes too long
     */
    Page<Line> page(Indexed from, Indexed to, String folder, boolean each, PageRequest request, String who) {
        Span span = Span.of(from, to, folder);
        Page<Line> page = bench.taken(
                who,
                () -> each
                        ? new EachFile(span, request).page(dataSource, most)
                        : new FolderSums(span, request).page(dataSource, most));
        return page.map(line -> span.back() ? line.reversed() : line);
    }
}
