package org.gardefou.backup.destination;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.access.secret.SecretUnavailableException;
import org.gardefou.backup.language.Text;
import org.gardefou.restic.ResticException;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying a place: a small repository was made there, read, and deleted again.
 *
 * @param millis how long that took
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "DestinationTrial")
record Trial(
        @Schema(description = "Whether the place answers, and knows the secret.", examples = "true")
        boolean reachable,

        @Schema(description = "Whether a repository can be made there and read.", examples = "true")
        boolean writable,

        @Schema(
                description =
                        "Whether what was written can be deleted: where not, restore points that have expired stay, and an erasure destroys the key in this service alone.",
                examples = "true")
        boolean erasable,

        @Schema(examples = "740") long millis,

        @Schema(description = "What is in the way, and what to do about it.") @Nullable Text advice,

        @Schema(description = "The words of the tool that failed.") @Nullable String detail) {

    private static final int LONGEST_DETAIL = 1000;

    private static final Text MISSING_SECRET = new Text(
            "Le secret de cette destination manque, n'est pas privé ou n'a pas la forme voulue : déposez-le (0600) dans le dossier des secrets du service de sauvegarde.",
            "The secret of this destination is missing, not private, or not of the right form: put it (0600) into backup-service's secrets directory.");
    private static final Text AWAY = new Text(
            "La destination ne répond pas, ou refuse le secret : vérifiez l'adresse, le réseau, le pare-feu, puis le secret ; pour SFTP, aussi les clés d'hôte.",
            "The destination does not answer, or refuses the secret: check the address, the network, the firewall, then the secret; for SFTP the host keys too.");
    private static final Text FULL = new Text(
            "La destination est pleine, ou son quota est atteint : libérez de la place ou relevez le quota.",
            "The destination is full, or its quota is reached: free space or raise the quota.");
    private static final Text NOT_WRITABLE = new Text(
            "La destination répond, mais un dépôt ne peut pas y être créé : vérifiez que le dossier ou le compartiment existe et que le compte peut y écrire.",
            "The destination answers, but no repository can be made there: see that the folder or bucket exists and that the account may write to it.");
    private static final Text NO_RESTIC = new Text(
            "Le programme restic manque sur le serveur de sauvegarde : installez-le (apt-get install restic).",
            "The program restic is missing on the backup server: install it (apt-get install restic).");
    private static final Text NOT_ERASABLE = new Text(
            "Tout fonctionne, mais ce qui est écrit ne peut pas être effacé par ce service. Si c'est voulu, déclarez la destination en ajout seul (appendOnly) ; sinon, donnez au compte le droit d'effacer. Supprimez à la main le dossier gardefou-trial-….",
            "All works, but what is written cannot be deleted by this service. If that is meant, declare the destination append-only; otherwise let the account delete. Remove the folder gardefou-trial-… by hand.");

    static Trial good(long millis) {
        return new Trial(true, true, true, millis, null, null);
    }

    static Trial notErasable(long millis, Exception why, boolean expected) {
        return new Trial(true, true, false, millis, expected ? null : NOT_ERASABLE, detail(why));
    }

    /** The place could not be used, for this reason. */
    static Trial failed(long millis, Exception why) {
        Text advice =
                switch (why) {
                    case SecretUnavailableException _ -> MISSING_SECRET;
                    case ResticException.BinaryMissing _ -> NO_RESTIC;
                    case ResticException.NoSpace _ -> FULL;
                    case ResticException.RepositoryUnreachable _, ResticException.TimedOut _ -> AWAY;
                    case ResticException _ -> NOT_WRITABLE;
                    default -> AWAY;
                };
        boolean reachable = advice == FULL || advice == NOT_WRITABLE;
        return new Trial(reachable, false, false, millis, advice, detail(why));
    }

    private static String detail(Exception why) {
        String said =
                Optional.ofNullable(why.getMessage()).orElse(why.getClass().getSimpleName());
        return said.length() <= LONGEST_DETAIL ? said : said.substring(0, LONGEST_DETAIL);
    }
}
