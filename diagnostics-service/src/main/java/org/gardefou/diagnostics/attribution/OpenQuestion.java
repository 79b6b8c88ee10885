package org.gardefou.diagnostics.attribution;

import java.util.Set;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.diagnostics.signature.Signature.Prior;
import org.jspecify.annotations.Nullable;

/** What would settle whose part a breakage is, said to whoever has to decide it. */
final class OpenQuestion {

    private static final Set<String> HOSTERS = Set.of("STAFF", "AUTOMATION");

    private static final Text NO_CHANGE = new Text(
            "Aucun changement connu n'explique la panne. Ce qui trancherait : savoir ce qui a été changé sur le site, par qui et quand.",
            "No change that is known explains it. What would settle it: what was changed on the site, by whom and when.");

    private static final Text ACTOR = new Text(
            "Un changement connu l'explique, mais personne de confiance n'a dit qui l'a fait. Ce qui trancherait : l'auteur du changement, par le journal de l'hébergeur.",
            "A known change explains it, but nobody who may vouch for it has said who made it. What would settle it: who made the change, from the hoster's own journal.");

    private static final Text HOSTERS_CHANGE = new Text(
            "L'hébergeur a fait un changement de ce genre dans la journée, mais pas peu avant ni au même endroit. Ce qui trancherait : ce qui a été changé d'autre sur le site depuis.",
            "The hoster made a change of this kind within the day, but neither shortly before nor in the same place. What would settle it: what else was changed on the site since.");

    private static final Text SITES_OWN_WORDS = new Text(
            "Le site lui-même accuse la plateforme ; son propre code peut tout écrire là où cela a été lu, et nos propres sondes ne l'ont pas confirmé. Ce qui trancherait : l'état du service en cause au même moment, lu sur le serveur par l'hébergeur.",
            "The site itself accuses the platform; its own code can write anything where this was read, and our own probes did not confirm it. What would settle it: the state of that service at that moment, read on the server by the hoster.");

    private static final Text SERVERS_LOG_ALONE = new Text(
            "Un journal du serveur accuse la plateforme ; il recopie aussi ce que disent les visiteurs et PHP, et nos propres sondes ne l'ont pas confirmé. Ce qui trancherait : l'état du service en cause au même moment, ou la même panne chez d'autres clients du serveur.",
            "A log of the server accuses the platform; it also copies what visitors and PHP say, and our own probes did not confirm it. What would settle it: the state of that service at that moment, or the same failure at other customers of the server.");

    private OpenQuestion() {}

    static Text of(Finding cause, @Nullable Change change) {
        if (change != null) return HOSTERS.contains(change.actor()) ? HOSTERS_CHANGE : ACTOR;
        if (cause.prior() != Prior.PLATFORM) return NO_CHANGE;
        return cause.witness() == Witness.SERVER_ONLY ? SERVERS_LOG_ALONE : SITES_OWN_WORDS;
    }
}
