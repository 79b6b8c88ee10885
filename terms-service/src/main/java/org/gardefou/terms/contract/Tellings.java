package org.gardefou.terms.contract;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.permission.Visibility;

/** What customers are to be told of changes, for whoever sends it to them. */
@ApplicationScoped
public class Tellings {

    private final ChangeNotices notices;
    private final Contracts contracts;
    private final Announcements announcements;

    Tellings(ChangeNotices notices, Contracts contracts, Announcements announcements) {
        this.notices = notices;
        this.contracts = contracts;
        this.announcements = announcements;
    }

    /**
     * Who is told.
     *
     * @param acceptance that the contract stands on
     */
    public record Reader(UUID acceptance, String locale) {}

    /** Who is told by a notice. */
    public Reader reader(UUID notice) {
        ContractView contract =
                contracts.findById(notices.findById(notice).contract()).view();
        return new Reader(contract.acceptance(), contract.locale());
    }

    /** What a notice is about. */
    public Telling of(UUID notice) {
        return Telling.of(notices.findById(notice));
    }

    /** What a notice is about, if the caller may see it. */
    public Optional<Telling> visible(UUID notice, Visibility visibility) {
        return notices.visible(notice, visibility).map(Telling::of);
    }

    /**
     * A notice was sent by mail: its days run from then on, as if somebody had reported so.
     *
     * @param evidenceSha256 of the mail
     */
    @Transactional(MANDATORY)
    public void sent(UUID notice, String evidenceSha256, Instant at) {
        ChangeNotice told = notices.hold(notices.findById(notice));
        if (told.state() != ChangeNotice.State.WITHDRAWN)
            announcements.delivered(told, ChangeNotice.Channel.EMAIL, evidenceSha256, at);
    }

    /**
     * A mail about a notice came back.
     *
     * @param evidenceSha256 of the mail
     * @return whether it was by this mail that the notice counted as delivered; from now on it does not
     */
    @Transactional(MANDATORY)
    public boolean returned(UUID notice, String evidenceSha256, Instant at) {
        return notices.hold(notices.findById(notice)).returned(evidenceSha256, at);
    }
}
