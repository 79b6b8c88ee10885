package org.gardefou.backup.restorepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.backup.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * One reason for which a restore point is kept.
 *
 * @param until how long for this reason, at least: of a day, week, month or year it is longer where no newer points come; null: nobody can say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "KeptFor")
record Kept(
        @Schema(examples = "PROMISED") Why why,

        @Nullable @Schema(description = "How long at least; absent: as long as the reason holds.")
        Instant until,

        Text text) {

    Kept(Why why, @Nullable Instant until) {
        this(why, until, why.text);
    }

    /** What keeps restore points. */
    enum Why {
        PROMISED("Le contrat promet de le garder jusque-là.", "The contract promises to keep it until then."),
        USUAL(
                "Aucun contrat ne le promet ; il est gardé pour la durée habituelle.",
                "No contract promises it; it is kept for the usual time."),
        NEWEST("C'est le plus récent, et d'autres sont promis.", "It is the newest one, and more are promised."),
        LAST("C'est l'un des derniers.", "It is one of the last ones."),
        HOURLY("C'est le dernier de son heure.", "It is the last of its hour."),
        DAILY("C'est le dernier de sa journée.", "It is the last of its day."),
        WEEKLY("C'est le dernier de sa semaine.", "It is the last of its week."),
        MONTHLY("C'est le dernier de son mois.", "It is the last of its month."),
        YEARLY("C'est le dernier de son année.", "It is the last of its year."),
        AFTER_END(
                "Le contrat est terminé ; ce qui existait est gardé jusque-là.",
                "The contract has ended; what there was is kept until then."),
        PINNED("Il est épinglé.", "It is pinned."),
        SUSPECTED(
                "Celui d'après paraît anormal : c'est peut-être le dernier bon.",
                "The one behind it looks wrong: it may be the last good one."),
        IN_USE("Une restauration s'en sert.", "A restore is using it."),
        HELD(
                "Une décision de justice ou d'une autorité impose de le garder.",
                "The order of a court or an authority keeps it.");

        private final Text text;

        Why(String fr, String en) {
            this.text = new Text(fr, en);
        }
    }
}
