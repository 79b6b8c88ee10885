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
    private final Announcements announcements;

    Tellings(ChangeNotices notices, Announcements announcements) {
        this.notices = notices;
        this.announcements = announcements;
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
        ChangeNotice told = notices.findById(notice);
        if (told.state() != ChangeNotice.State.WITHDRAWN)
            announcements.delivered(told, ChangeNotice.Channel.EMAIL, evidenceSha256, at);
    }
}
