package org.gardefou.backup.run;

import java.io.IOException;
import java.util.Locale;
import org.gardefou.backup.language.Text;

/** A site has more to read than a backup reads. */
final class SiteTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    private static final double GIGA = 1e9;

    private final transient Text text;

    SiteTooLarge(SiteSize size, long most) {
        super("The site's files have %d bytes, at most %d are backed up; the largest is %s with %d bytes"
                .formatted(size.bytes(), most, size.largest(), size.largestBytes()));
        this.text = new Text(
                "Les fichiers du site font %s Go, une sauvegarde en lit au plus %s : %s en fait %s. Un fichier creux compte pour la taille qu'il annonce. Supprimez ce qui n'est pas du site, ou demandez au support une limite plus haute."
                        .formatted(giga(size.bytes()), giga(most), size.largest(), giga(size.largestBytes())),
                "The site's files have %s GB, a backup reads at most %s: %s has %s of them. A sparse file counts as large as it says it is. Delete what is not the site's, or ask support for a higher limit."
                        .formatted(giga(size.bytes()), giga(most), size.largest(), giga(size.largestBytes())));
    }

    /** What to do, for people. */
    Text text() {
        return text;
    }

    private static String giga(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / GIGA);
    }
}
