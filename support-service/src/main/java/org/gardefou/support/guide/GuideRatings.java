package org.gardefou.support.guide;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether the guides helped. */
@ApplicationScoped
class GuideRatings {

    private final EntityManager database;

    GuideRatings(EntityManager database) {
        this.database = database;
    }

    /**
     * What the readers of an edition said.
     *
     * @param own whether the hoster wrote it
     */
    @Schema(name = "GuideRating")
    record Tally(
            @Schema(examples = "database-credentials") String key,
            @Schema(examples = "fr") String locale,
            @Schema(examples = "1") int edition,
            boolean own,
            @Schema(examples = "12") long helpful,
            @Schema(examples = "3") long notHelpful) {}

    /** Keeps an answer in the place of the same reader's one before. */
    void rate(UUID edition, String reader, boolean helpful, Instant at) {
        database.createNativeQuery("""
                        insert into guide_rating (edition, reader, helpful, at) values (:edition, :reader, :helpful, :at)
                        on conflict (edition, reader) do update set helpful = excluded.helpful, at = excluded.at""")
                .setParameter("edition", edition)
                .setParameter("reader", unnamed(edition, reader))
                .setParameter("helpful", helpful)
                .setParameter("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .executeUpdate();
    }

    /** The editions that anybody rated, those that helped least first. */
    @SuppressWarnings("unchecked")
    List<Tally> tally() {
        return database.createNativeQuery("""
                        select key, locale, edition.edition, author is not null,
                            count(*) filter (where helpful), count(*) filter (where not helpful)
                        from guide_rating join guide_edition edition on edition.id = guide_rating.edition
                        group by edition.id
                        order by avg(helpful::int), count(*) desc, key, locale, edition.edition""")
                .getResultStream()
                .map(row -> (Object[]) row)
                .map(row -> new Tally(
                        (String) ((Object[]) row)[0],
                        (String) ((Object[]) row)[1],
                        ((Number) ((Object[]) row)[2]).intValue(),
                        (Boolean) ((Object[]) row)[3],
                        ((Number) ((Object[]) row)[4]).longValue(),
                        ((Number) ((Object[]) row)[5]).longValue()))
                .toList();
    }

    /** Tells the answers of one reader together, and nothing of who it is. */
    private static String unnamed(UUID edition, String reader) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(edition.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(reader.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
