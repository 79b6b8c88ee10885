package org.gardefou.terms.clause;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.terms.plan.Level;
import org.jspecify.annotations.Nullable;

/** The clause library, with all its editions. */
@ApplicationScoped
public class Clauses implements PanacheRepositoryBase<Clause, UUID> {

    private static final Comparator<Clause> CLOSEST = Comparator.comparing((Clause clause) -> clause.audience() != null)
            .thenComparing(clause -> clause.levels() != null)
            .thenComparing(Clause::edition);

    private static final Keyset BY_CODE = Keyset.oldestFirst("code", "id");

    Page<Clause> page(PageRequest request, @Nullable String code) {
        return Listing.all()
                .with("code", code)
                .page(
                        this,
                        request,
                        BY_CODE,
                        cursor -> List.of(cursor.text(0), cursor.uuid(1)),
                        clause -> Cursor.after(clause.code(), clause.id()));
    }

    /** The clauses with these ids; what does not exist is left out. */
    public Map<UUID, Clause> withIds(Collection<UUID> ids) {
        return find("id in ?1", ids).list().stream().collect(Collectors.toMap(Clause::id, Function.identity()));
    }

    /**
     * What a draft for these readers usually consists of: of each topic the clause that speaks to them most closely, in its newest edition, in
     * the order of the topics.
     */
    public List<Clause> fitting(Audience readers, Level level) {
        return listAll().stream()
                .filter(clause -> clause.speaksTo(readers) && clause.fits(level))
                .collect(Collectors.groupingBy(Clause::code, TreeMap::new, Collectors.maxBy(CLOSEST)))
                .values()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** The next edition of a topic for an audience. */
    Clause add(ClauseText words, Instant now) {
        int next = editions(words.code(), words.audience()).stream()
                        .mapToInt(Clause::edition)
                        .max()
                        .orElse(0)
                + 1;
        Clause clause = new Clause(Ids.next(), words, next, now);
        persistAndFlush(clause);
        return clause;
    }

    /** The clause that was written in just these words. */
    Optional<Clause> written(ClauseText words) {
        return editions(words.code(), words.audience()).stream()
                .filter(clause -> clause.words().equals(words))
                .findFirst();
    }

    private List<Clause> editions(String code, @Nullable Audience audience) {
        return audience == null
                ? list("code = ?1 and audience is null", code)
                : list("code = ?1 and audience = ?2", code, audience);
    }
}
