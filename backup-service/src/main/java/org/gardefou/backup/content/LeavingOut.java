package org.gardefou.backup.content;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.backup.content.Contents.Indexed;
import org.gardefou.restic.PathPattern;

/** What patterns would leave out of the files of a restore point, from the index. */
@ApplicationScoped
class LeavingOut {

    private final DataSource dataSource;
    private final Bench bench;
    private final Duration most;

    LeavingOut(DataSource dataSource, ContentConfig config) {
        this.dataSource = dataSource;
        this.bench = new Bench(config.comparisonsAtOnce());
        this.most = config.comparisonTime();
    }

    /** Files that a pattern means. */
    @Schema(name = "LeftOutByPattern")
    record Share(
            @Schema(examples = "htdocs/videos") String pattern,
            @Schema(examples = "12") long files,
            @Schema(examples = "734003200") long bytes) {}

    /**
     * Files that any of the patterns means: those that several mean count once.
     *
     * @param shares in the order of the patterns
     */
    record Sum(long files, long bytes, List<Share> shares) {}

    /**
     * Adds them up.
     *
     * @param who asks: one at a time is answered for each
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After while others are, 422 when it takes too long
     */
    Sum of(Indexed point, List<PathPattern> patterns, String who) {
        if (patterns.isEmpty()) return new Sum(0, 0, List.of());
        return bench.taken(who, () -> sum(point, patterns));
    }

    private Sum sum(Indexed point, List<PathPattern> patterns) {
        Question question = new Question().add("select count(*), coalesce(sum(m.size), 0)");
        for (PathPattern pattern : patterns) {
            question.add(
                    ", count(*) filter (where m.path ~ ?), coalesce(sum(m.size) filter (where m.path ~ ?), 0)",
                    pattern.regex(),
                    pattern.regex());
        }
        String any = patterns.stream().map(PathPattern::regex).collect(Collectors.joining("|"));
        // What is ours is in a folder of its own at the top, and is never left out.
        question.add("""
                from (select p.path, e.size from content_file e join content_folder f on f.site = e.site and f.id = e.folder,
                        lateral (select case f.path when '/' then '/' else f.path || '/' end || e.name as path) p
                    where e.site = ? and e.from_position <= ? and e.until_position > ? and e.kind = 0
                        and f.path <> '/.gardefou-backup' and f.path not like '/.gardefou-backup/%' and p.path ~ ?) m""", point.number(), point.position(), point.position(), any);
        return question.askWithin(most, dataSource, row -> {
                    List<Share> shares = new ArrayList<>();
                    for (int i = 0; i < patterns.size(); i++) {
                        shares.add(
                                new Share(patterns.get(i).toString(), row.getLong(3 + 2 * i), row.getLong(4 + 2 * i)));
                    }
                    return new Sum(row.getLong(1), row.getLong(2), List.copyOf(shares));
                })
                .getFirst();
    }
}
