package org.gardefou.terms.contract;

import java.time.Instant;
import java.time.Period;
import java.util.UUID;
import org.gardefou.terms.change.Consent;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is to be told of a version that comes.
 *
 * @param period from the day on which they are told, before the version binds them
 * @param exitDays how long they may leave at no cost; null: there is no such right
 * @param open whether there is still something to tell: the version was not withdrawn, nor told of already
 * @param withdrawn whether the version never comes
 */
public record Telling(
        UUID notice,
        UUID contract,
        UUID customer,
        UUID site,
        UUID document,
        UUID version,
        UUID previous,
        Consent consent,
        Period period,
        @Nullable Integer exitDays,
        Instant effectiveFrom,
        boolean open,
        boolean withdrawn) {

    static Telling of(ChangeNotice notice) {
        ChangeNoticeView view = notice.view();
        return new Telling(
                view.id(),
                view.contract(),
                view.customer(),
                view.site(),
                view.document(),
                view.version(),
                view.previous(),
                view.consent(),
                Period.parse(view.notice()),
                view.exitDays(),
                view.effectiveFrom(),
                view.deliveredAt() == null && view.state() != ChangeNotice.State.WITHDRAWN,
                view.state() == ChangeNotice.State.WITHDRAWN);
    }
}
