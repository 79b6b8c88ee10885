package org.gardefou.restore.saga;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The journal of all restores: each step is written before it acts and again, with what came of it, after. */
@ApplicationScoped
class Journal implements PanacheRepositoryBase<RestoreStep, UUID> {

    private final Restores restores;
    private final Clock clock;

    Journal(Restores restores, Clock clock) {
        this.restores = restores;
        this.clock = clock;
    }

    /** Begins the present step of a restore. What an earlier run had begun was interrupted. */
    UUID begin(UUID restore, RestoreState step) {
        return QuarkusTransaction.requiringNew().call(() -> {
            find("restore = ?1 and state = ?2", restore, RestoreStep.State.STARTED).stream()
                    .forEach(open -> open.end(RestoreStep.State.INTERRUPTED, "the process ended", clock.instant()));
            RestoreStep begun = new RestoreStep(restore, step, clock.instant());
            persist(begun);
            return begun.id();
        });
    }

    /** Ends a step together with what it changes of the restore. */
    void end(UUID restore, UUID step, RestoreStep.State how, @Nullable String words, Consumer<Restore> change) {
        QuarkusTransaction.requiringNew().run(() -> {
            findById(step).end(how, words, clock.instant());
            change.accept(restores.locked(restore));
        });
    }

    /** Changes a restore between two steps. */
    void change(UUID restore, Consumer<Restore> change) {
        QuarkusTransaction.requiringNew().run(() -> change.accept(restores.locked(restore)));
    }

    /** Reads something of a restore. */
    <T> T read(UUID restore, Function<Restore, T> reading) {
        return QuarkusTransaction.requiringNew().call(() -> reading.apply(restores.get(restore)));
    }

    /** How often a step of a restore was begun. */
    int runs(UUID restore, RestoreState step) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Math.toIntExact(count("restore = ?1 and step = ?2", restore, step)));
    }

    List<RestoreStep> of(UUID restore) {
        return list("restore = ?1 order by startedAt, id", restore);
    }

    /** The steps of several restores, in one query. */
    Map<UUID, List<RestoreStep>> of(List<UUID> some) {
        return some.isEmpty()
                ? Map.of()
                : list("restore in ?1 order by startedAt, id", some).stream()
                        .collect(Collectors.groupingBy(RestoreStep::restore));
    }
}
