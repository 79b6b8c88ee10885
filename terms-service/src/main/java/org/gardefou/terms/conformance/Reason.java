package org.gardefou.terms.conformance;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.gardefou.terms.language.Text;

/** Why a promise is judged as it is, as it is said to a customer. */
enum Reason {
    BACKED_UP(
            "Les sauvegardes sont arrivées dans le délai promis.",
            "The backups came within the time that was promised."),
    BACKUP_MISSING(
            "Aucune sauvegarde réussie n'est arrivée dans le délai promis.",
            "No backup succeeded within the time that was promised."),
    BACKUP_FAILED(
            "Les sauvegardes tentées ont échoué, et le délai promis est passé.",
            "The backups that were tried failed, and the time that was promised has passed."),
    NO_BACKUP_DUE("Aucune sauvegarde n'était encore due.", "No backup was due yet."),

    POINTS_KEPT(
            "Aucune sauvegarde n'a disparu avant son terme, à notre connaissance.",
            "No backup went before its time, as far as was told."),
    /** Earlier statements call it {@code POINT_GONE_EARLY}. */
    @JsonAlias("POINT_GONE_EARLY")
    POINT_GONE(
            "Une sauvegarde a été effacée avant la fin de la durée promise.",
            "A backup was erased before the end of the time that was promised."),
    POINT_CORRUPTED(
            "Une sauvegarde s'est révélée illisible avant la fin de la durée promise.",
            "A backup turned out to be unreadable before the end of the time that was promised."),
    POINT_UNKNOWN(
            "Une sauvegarde a disparu dont la date nous est inconnue.", "A backup went whose age is not known here."),
    NO_POINT_OWED("Aucune sauvegarde n'était à conserver.", "There was no backup to keep."),

    RESTORED("La dernière restauration demandée a abouti.", "The last restore that was asked for worked."),
    RESTORE_FAILED(
            "Une restauration demandée a échoué pour une raison dont nous répondons.",
            "A restore that was asked for failed for a reason that is our part."),
    BOOTED_APART(
            "Une sauvegarde restaurée à l'essai, à l'écart, a fait répondre le site.",
            "A backup that was restored as a test, in a place apart, made the site answer."),
    DRILLED(
            "Un exercice de restauration, à l'écart, a rendu un site qui répond.",
            "A drill of a restore, in a place apart, gave back a site that answers."),
    DRILL_FAILED(
            "Un exercice de restauration a montré que la sauvegarde ne pouvait pas être restaurée.",
            "A drill of a restore showed that the backup could not be restored."),
    NO_GOOD_POINT(
            "Aucune des sauvegardes dues n'était lisible : rien n'aurait pu être restauré.",
            "None of the backups that were owed could be read: nothing could have been restored."),
    NOT_TRIED("Aucune restauration n'a été tentée.", "No restore was tried."),

    ANSWERED(
            "Le site a pu répondre pendant la part promise du mois.",
            "The site could answer for the promised part of the month."),
    DOWN_TOO_LONG(
            "Le site est resté arrêté plus longtemps que le mois ne le permet.",
            "The site was down for longer than the month allows."),
    NOT_WATCHED(
            "Trop peu de mesures depuis l'extérieur pour dire si l'engagement est tenu.",
            "Too few measurements from outside to tell whether the commitment is kept."),
    DOWN_NOW(
            "Le site ne répond pas en ce moment ; le mois permet encore cet arrêt.",
            "The site does not answer right now; the month still allows for it."),
    DOWN("Le site ne répondait pas.", "The site did not answer."),
    DOWN_BY_CUSTOMER(
            "Le site ne répondait pas à la suite d'un changement fait par le client : cela n'est pas compté.",
            "The site did not answer after a change made by the customer: this does not count."),

    RESPONDED(
            "Les demandes d'aide ont reçu une première réponse dans le délai promis.",
            "Requests for help got a first response within the time that was promised."),
    RESPONSE_LATE(
            "Une demande d'aide n'a pas reçu de première réponse dans le délai promis.",
            "A request for help got no first response within the time that was promised."),
    NOBODY_ASKED("Aucune demande d'aide n'attendait de réponse.", "No request for help waited for a response."),
    /** Of statements from before support told how long requests wait. */
    RESPONSES_NOT_TOLD(
            "Les premières réponses de l'assistance ne sont pas encore mesurées.",
            "The first responses of support are not measured yet."),
    SITE_NOT_HERE("Le site n'était pas hébergé ici.", "The site was not hosted here.");

    private final Text text;

    Reason(String fr, String en) {
        text = new Text(fr, en);
    }

    Text text() {
        return text;
    }
}
