package org.gardefou.backup.restorepoint;

import org.gardefou.backup.language.Text;

/** What is known of a restore point: the highest step that it has passed, or that it failed one without which it cannot be restored. */
public enum Evidence {
    UNVERIFIED(
            "Ce point a été écrit sans erreur, et rien de plus n'en est connu. Il reste utilisable ; une vérification dira ce qu'il vaut.",
            "It was written without an error, and no more is known of it. It can be used; a verification will say what it is worth."),
    DUMP_COMPLETE(
            "Les copies des bases de données sont complètes : chaque table y est, ses lignes sont comptées.",
            "The copies of the databases are complete: each table is there, its rows are counted."),
    DATA_READ(
            "Toutes les données dont ce point a besoin ont été relues dans le dépôt depuis qu'il existe, et étaient intactes.",
            "All the data that it needs was read in the repository since it was made, and was whole."),
    BOOTED(
            "Ce point a été restauré à l'écart, ses bases chargées, et le site qu'il contient a répondu normalement.",
            "It was restored in a place apart, its databases loaded, and the site in it answered as it should."),
    BROKEN(
            "Ce point ne peut pas être restauré en entier : prenez-en un autre. L'hébergeur est prévenu, la raison est indiquée.",
            "It cannot be restored as a whole: take another one. The hoster has been told, and the reason is given.");

    private final Text text;

    Evidence(String fr, String en) {
        this.text = new Text(fr, en);
    }

    public Text text() {
        return text;
    }
}
