package org.gardefou.terms.legalcentre;

import static org.gardefou.terms.stationery.Markup.escape;
import static org.gardefou.terms.stationery.Markup.fact;
import static org.gardefou.terms.stationery.Markup.hash;
import static org.gardefou.terms.stationery.Markup.link;
import static org.gardefou.terms.stationery.Markup.time;

import java.util.List;
import java.util.stream.Collectors;
import org.gardefou.terms.checkpoint.PublishedCheckpoints;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.stationery.Stationery.Sheet;

/** The page of the signed checkpoints, as HTML. Pure. */
final class CheckpointsPage {

    private CheckpointsPage() {}

    static Sheet of(List<PublishedCheckpoints.Signed> checkpoints, List<PublishedCheckpoints.Key> keys, Language in) {
        String body = """
                <p class="lead">%s</p>
                <p>%s</p>
                %s
                <h2>%s</h2>
                %s
                <p>%s</p>
                """.formatted(
                        in.either(
                                "Un point de contrôle est l'état de notre registre de preuves à un moment, signé. Gardez-en un : personne ne pourra plus changer ce qu'il couvre sans que vous le voyiez.",
                                "A checkpoint is the state of our ledger of evidence at a moment, signed. Keep one: nobody can then change what it covers without your seeing it."),
                        in.either(
                                "Un point de contrôle ne dit rien de personne : ce n'est qu'un nombre d'écritures et une empreinte.",
                                "A checkpoint says nothing about anybody: it is a number of entries and a hash."),
                        checkpoints.isEmpty()
                                ? "<p>" + in.either("Il n'y en a pas encore.", "There is none yet.") + "</p>"
                                : checkpoints.stream()
                                        .map(checkpoint -> card(checkpoint, in))
                                        .collect(Collectors.joining("", "<ul class=\"cards\">\n", "</ul>\n")),
                        in.either("Clés pour vérifier les signatures", "Keys to check the signatures with"),
                        keys.isEmpty()
                                ? "<p>" + in.either("Aucune n'a encore servi.", "None was used yet.") + "</p>"
                                : keys.stream().map(key -> key(key, in)).collect(Collectors.joining()),
                        in.either("En JSON, avec toutes les preuves : ", "As JSON, with all proofs: ")
                                + link("/terms/v1/checkpoints", in.either("points de contrôle", "checkpoints"))
                                + ", "
                                + link("/terms/v1/checkpoint-keys", in.either("clés", "keys"))
                                + ".");
        return LegalPages.sheet(
                in, in.either("Points de contrôle signés", "Signed checkpoints"), Paths::checkpoints, body);
    }

    private static String card(PublishedCheckpoints.Signed checkpoint, Language in) {
        return "<li><h2>%s</h2>\n<dl>\n%s%s%s</dl></li>\n"
                .formatted(
                        link(
                                "/terms/v1/checkpoints/" + checkpoint.number(),
                                in.either("Point de contrôle n° ", "Checkpoint ") + checkpoint.number()),
                        fact(in.either("Signé le", "Signed on"), time(checkpoint.at(), in)),
                        fact(in.either("Écritures couvertes", "Entries covered"), Long.toString(checkpoint.size())),
                        fact(in.either("Racine", "Root"), hash(checkpoint.root())));
    }

    private static String key(PublishedCheckpoints.Key key, Language in) {
        return "<details><summary>%s</summary>\n<p>%s</p>\n<pre class=\"wide\" tabindex=\"0\"><code>%s</code></pre></details>\n"
                .formatted(
                        in.either("Clé ", "Key ") + escape(key.id()),
                        in.either("Utilisée depuis le ", "In use since ") + time(key.firstUsed(), in),
                        escape(key.pem()));
    }
}
