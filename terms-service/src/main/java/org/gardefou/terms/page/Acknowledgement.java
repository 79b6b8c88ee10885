package org.gardefou.terms.page;

import java.util.List;
import java.util.stream.Collectors;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;

/**
 * What a customer says separately that they have read, since it decides who bears a loss: one box for each, never ticked beforehand
 * (Code de la consommation, L211-1, R212-1; Directive 2011/83/EU, art. 22).
 *
 * @param key its name in the form
 * @param topics that it is about; a version that has none of them asks for no such box
 */
record Acknowledgement(String key, List<String> topics, Text label) {

    private static final List<Acknowledgement> ALL = List.of(
            new Acknowledgement(
                    "backups",
                    List.of("C11", "C12", "C14"),
                    new Text(
                            "J'ai lu ce que l'hébergeur sauvegarde, ce qu'il m'appartient de sauvegarder et ce qui se passe si des données se perdent",
                            "I have read what the hoster backs up, what is mine to back up, and what happens if data is lost")),
            new Acknowledgement(
                    "changes",
                    List.of("C15", "C16"),
                    new Text(
                            "J'ai lu que les modifications que je fais au site et au nom de domaine sont de ma responsabilité, dans les limites écrites",
                            "I have read that the changes I make to the site and to the domain name are my responsibility, within the limits that are written")),
            new Acknowledgement(
                    "security",
                    List.of("C17"),
                    new Text(
                            "J'ai lu qui met à jour les logiciels du site, et d'où les extensions et les thèmes peuvent venir",
                            "I have read who updates the software of the site, and where plugins and themes may come from")));

    /** The boxes that a version with these topics needs. */
    static List<Acknowledgement> of(List<String> topics) {
        return ALL.stream()
                .map(one -> new Acknowledgement(
                        one.key, one.topics.stream().filter(topics::contains).toList(), one.label))
                .filter(one -> !one.topics.isEmpty())
                .toList();
    }

    /** The words beside the box, as they are shown and kept. */
    String words(Language in) {
        return topics.stream()
                .collect(Collectors.joining(
                        ", ",
                        label.in(in)
                                + (topics.size() > 1
                                        ? in.either(" (articles ", " (clauses ")
                                        : in.either(" (article ", " (clause ")),
                        ")."));
    }
}
