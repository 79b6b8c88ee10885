package org.gardefou.backup.erasure;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.repository.ErasedPlace;

/**
 * What was erased, when and by whom, where, and what was checked.
 *
 * @param restorePoints how many there were
 * @param statement in words, with what an erasure cannot reach
 */
@Schema(name = "ErasureCertificate")
record Certificate(
        UUID erasure,
        UUID site,
        UUID customer,

        @Schema(examples = "Demande d'effacement du client, article 17 du RGPD")
        String reason,

        String requestedBy,
        Instant requestedAt,
        Instant completedAt,
        @Schema(examples = "31") int restorePoints,
        List<ErasedPlace> places,
        Text statement) {

    private static final Text ERASED = new Text(
            "Les clés des dépôts de sauvegarde de ce site ont été détruites, ici et dans les dépôts, puis leurs fichiers effacés. Le mot de passe n'ouvrait plus les dépôts ensuite. Ne sont pas atteints : les copies des fichiers keys/ faites hors de ces lieux (anciennes versions d'un compartiment versionné, réplication, copie du stockage), et les anciennes sauvegardes de la base de données de ce service, qui tiennent la clé enveloppée ; sans la clé de chiffrement des clés, celles-ci n'ouvrent rien.",
            "The keys of this site's backup repositories were destroyed, here and in the repositories, and then their files deleted. The password opened the repositories no more after that. Not reached: copies of the files in keys/ made outside of these places (older versions in a versioned bucket, replication, copies of the storage), and older backups of this service's database, which hold the wrapped key; without the key-encryption key they open nothing.");

    private static final Text KEY_ERASED = new Text(
            "La clé de ce site a été détruite ici ; aucun mot de passe n'est plus connu de personne. Là où le lieu n'accepte que des ajouts, les fichiers du dépôt sont restés : ils ne s'ouvrent qu'avec ce mot de passe de 256 bits. Ne sont pas atteintes : les anciennes sauvegardes de la base de données de ce service, qui tiennent la clé enveloppée.",
            "The key of this site was destroyed here; no password is known to anybody any more. Where a place is append-only, the repository's files have stayed: they open with that password of 256 bits only. Not reached: older backups of this service's database, which hold the wrapped key.");

    static Certificate of(Erasure erasure, Instant now) {
        boolean all = erasure.places().stream().allMatch(place -> Boolean.TRUE.equals(place.filesDeleted()));
        return new Certificate(
                erasure.id(),
                erasure.site(),
                erasure.customer(),
                erasure.reason(),
                erasure.requestedBy(),
                erasure.requestedAt(),
                now,
                erasure.restorePoints(),
                erasure.places(),
                all ? ERASED : KEY_ERASED);
    }
}
