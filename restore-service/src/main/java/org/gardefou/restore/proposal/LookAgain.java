package org.gardefou.restore.proposal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.gardefou.restore.language.Text;

/** Why what was shown of a proposal is no longer what would happen. */
enum LookAgain {
    SITE_CHANGED(
            "Le site a été modifié depuis : ce qui serait perdu n'est plus ce qui a été montré.",
            "The site was changed since: what would be lost is no longer what was shown."),
    BETTER_POINT(
            "Un autre point de restauration est conseillé désormais : celui-ci perd davantage, ou convient moins.",
            "Another restore point is advised by now: this one loses more, or suits less."),
    SITE_MOVED(
            "Le site a changé de place, d'adresse ou de bases de données depuis.",
            "The site has another place, address or other databases since."),
    RESTORED_SINCE(
            "Le site a été restauré depuis, ou une restauration a été défaite.",
            "The site was restored since, or a restore was undone."),
    TOO_LONG_AGO(
            "L'examen est trop ancien : des visiteurs ont pu écrire ou commander depuis.",
            "The look is too old: visitors may have written or ordered something since.");

    private final Text text;

    LookAgain(String fr, String en) {
        text = new Text(fr, en);
    }

    Text text() {
        return text;
    }

    /**
     * What speaks against confirming what was shown; pure.
     *
     * @param point the restore point that is proposed
     * @param then what the look rests on
     * @param lifetime how long a look may be believed
     */
    static List<LookAgain> reasons(
            UUID point, Circumstances then, Circumstances now, Instant shownAt, Instant moment, Duration lifetime) {
        List<LookAgain> reasons = new ArrayList<>();
        if (now.changes() != then.changes()) reasons.add(SITE_CHANGED);
        UUID advised = now.advised();
        if (advised != null && !advised.equals(then.advised()) && !advised.equals(point)) reasons.add(BETTER_POINT);
        if (!now.place().equals(then.place())) reasons.add(SITE_MOVED);
        if (!Objects.equals(now.touched(), then.touched())) reasons.add(RESTORED_SINCE);
        if (!moment.isBefore(shownAt.plus(lifetime))) reasons.add(TOO_LONG_AGO);
        return List.copyOf(reasons);
    }
}
