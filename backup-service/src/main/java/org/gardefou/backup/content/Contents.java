package org.gardefou.backup.content;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.gardefou.backup.restorepoint.ContentState;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Which restore points can be looked into, by whom, and what is answered while one cannot. */
@ApplicationScoped
class Contents {

    /** A site of some ten thousand files is read in a few seconds. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final DataSource dataSource;

    Contents(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * An indexed restore point.
     *
     * @param number the site's
     */
    record Indexed(UUID id, UUID site, int number, int position) {}

    private record Row(
            Indexed point, ContentState state, @Nullable String failure) {}

    /** @throws HttpProblem 404 when there is none, or not for that caller; 409 or 410 when it cannot be looked into */
    Indexed require(UUID id, Visibility visibility) {
        List<Row> found = new Question()
                .add("""
                        select r.site, coalesce(c.number, 0), coalesce(r.content_position, 0), r.content, r.content_failure ->> 'en'
                        from restore_point r left join content_site c on c.site = r.site where r.id = ? and""", id)
                .add(Seen.of(visibility))
                .ask(
                        dataSource,
                        row -> new Row(
                                new Indexed(id, row.getObject(1, UUID.class), row.getInt(2), row.getInt(3)),
                                ContentState.valueOf(row.getString(4)),
                                row.getString(5)));
        if (found.isEmpty()) throw Problems.notFound("restore point", id);
        demandIndexed(found.getFirst().state(), found.getFirst().failure());
        return found.getFirst().point();
    }

    static void demandIndexed(ContentState state, @Nullable String failure) {
        switch (state) {
            case INDEXED -> {}
            case PENDING ->
                throw Problems.ownBuilder(
                                "backups/content-pending",
                                409,
                                "The files are not indexed yet",
                                "The list of this restore point's files is being read. Send the same request again in %d seconds; it can be restored as a whole already."
                                        .formatted(SOON.toSeconds()))
                        .withHeader("Retry-After", SOON.toSeconds())
                        .build();
            case FAILED ->
                throw Problems.own(
                        "backups/content-failed", 409, "The files could not be indexed", String.valueOf(failure));
            case REMOVED ->
                throw Problems.own(
                        "backups/content-removed",
                        410,
                        "The restore point has expired",
                        "What it held is erased. List the restore points of the site with state=AVAILABLE, and choose one of them.");
        }
    }

    static HttpProblem tooLarge(Duration most) {
        return Problems.own(
                "backups/comparison-too-large",
                422,
                "Too much changed to be compared at once",
                "What changed between the two restore points cannot be added up in %d seconds. Narrow it to one folder, such as path=/htdocs/wp-content, or choose with since a restore point that is nearer."
                        .formatted(Math.max(1, most.toSeconds())));
    }

    static HttpProblem noFolder(String path) {
        return Problems.of(
                ProblemType.NOT_FOUND,
                "This restore point has no folder %s. Browse the folder above it to see what there is."
                        .formatted(path));
    }

    static HttpProblem badCursor() {
        return Problems.of(
                ProblemType.BAD_CURSOR,
                "The cursor was not made by this list. Take it from the 'next' of a page as it stands, or leave it out to start at the first page.");
    }
}
