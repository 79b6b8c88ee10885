package org.gardefou.backup.watch;

import org.gardefou.backup.language.Text;

/** Why no younger restore point came, and what to do. */
enum OverdueReason {
    PAUSED(
            "Le calendrier de ce site est suspendu : aucune sauvegarde n'est faite. Reprenez-le dans sa politique de sauvegarde, ou demandez-en une.",
            "The schedule of this site is paused: no backup is made. Resume it in its policy, or ask for one."),
    SITE_UNKNOWN(
            "Le service de sauvegarde ne sait pas où se trouve ce site : enregistrez-le auprès du service de diagnostic.",
            "The backup service does not know where this site is: register it with the diagnostics service."),
    NEVER_QUEUED(
            "Aucune sauvegarde de ce site n'a encore été demandée : vérifiez que le service de sauvegarde tourne, puis demandez-en une.",
            "No backup of this site was ever asked for: check that the backup service runs, then ask for one."),
    NOT_QUEUED(
            "La sauvegarde due n'a pas été lancée : vérifiez que le service de sauvegarde tourne, puis demandez-en une.",
            "The backup that is due was not started: check that the backup service runs, then ask for one."),
    NOT_DONE(
            "Une sauvegarde attend ou tourne depuis longtemps : regardez où elle en est, et combien d'autres attendent.",
            "A backup has been waiting or running for long: look how far it is, and how many others wait."),
    FAILED(
            "La dernière sauvegarde a échoué : lisez la raison de l'échec, corrigez-la, puis demandez une sauvegarde.",
            "The last backup failed: read why, see to it, then ask for a backup.");

    private final Text text;

    OverdueReason(String fr, String en) {
        this.text = new Text(fr, en);
    }

    Text text() {
        return text;
    }
}
