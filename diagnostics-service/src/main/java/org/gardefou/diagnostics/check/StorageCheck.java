package org.gardefou.diagnostics.check;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import org.gardefou.access.files.FreeSpace;
import org.gardefou.diagnostics.attribution.Finding;
import org.gardefou.diagnostics.attribution.Witness;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.diagnostics.signature.Signature.Area;
import org.gardefou.diagnostics.signature.Signature.Prior;

/**
 * Looks whether there is room on the site's disk. A disk that the hoster's own folder above the site is on as well is the hoster's to keep
 * free; one that the site has for itself, as its own volume or by a quota, was filled by the site.
 */
@ApplicationScoped
class StorageCheck implements Check {

    /** No session, no cache and no temporary table fits any more. */
    private static final long NONE = 1024 * 1024;

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public boolean judges() {
        return false;
    }

    @Override
    public CheckResult look(Examination site) throws IOException {
        if (!site.files().exists(site.documentRoot())) {
            return CheckResult.couldNot(
                    name(), "Le dossier du site n'existe pas.", "The site's folder does not exist.");
        }
        FreeSpace own = site.files().freeSpace(site.documentRoot());
        if (own.total() == 0) {
            return CheckResult.couldNot(name(), "Le disque ne dit pas sa taille.", "The disk does not tell its size.");
        }
        if (own.usable() >= NONE) {
            return CheckResult.ok(name(), "Il reste de la place sur le disque.", "There is room on the disk.");
        }
        Path above = Path.of(site.place().root()).getParent();
        FreeSpace hosters =
                site.host().files(above == null ? "/" : above.toString()).freeSpace("");
        return hosters.total() == own.total() && hosters.usable() < NONE ? disk(site, own) : volume(site, own);
    }

    private CheckResult disk(Examination site, FreeSpace space) {
        Text text = new Text("Le disque du serveur est plein.", "The server's disk is full.");
        return CheckResult.found(
                name(),
                Severity.CRITICAL,
                text,
                finding(site, "NO_SPACE", Area.PLATFORM, Prior.PLATFORM, text, "disk-full", space)
                        .witnessedBy(Witness.OWN_PROBE));
    }

    private CheckResult volume(Examination site, FreeSpace space) {
        Text text = new Text("L'espace du site est plein.", "The site's own space is full.");
        return CheckResult.found(
                name(),
                Severity.CRITICAL,
                text,
                finding(site, "DISK_QUOTA", Area.STORAGE, Prior.CUSTOMER_CHANGE, text, "disk-quota", space));
    }

    private static Finding finding(
            Examination site, String signature, Area area, Prior prior, Text text, String guide, FreeSpace space) {
        return new Finding(
                signature, area, prior, 70, text, guide, null, null, space.usable() + "/" + space.total(), site.now());
    }
}
