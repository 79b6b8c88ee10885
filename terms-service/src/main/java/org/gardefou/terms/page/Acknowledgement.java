package org.gardefou.terms.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.terms.clause.Effect;
import org.gardefou.terms.clause.Effect.Kind;
import org.gardefou.terms.clause.Effect.Trait;
import org.gardefou.terms.document.PublishedTerms;
import org.gardefou.terms.document.PublishedTerms.Declared;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * What a customer says separately, by a box of its own that is never ticked beforehand (Code de la consommation, L211-1, R212-1; Directive 2011/83/EU, art. 22).
 * What the clauses of the version declare decides which boxes there are, and no list of topics; but for versions from before they could declare it.
 *
 * @param key its name in the form
 * @param free what becomes of it when they leave it out; null: without it there is no agreement
 * @param topics of the clauses that declare it
 */
record Acknowledgement(String key, Text label, @Nullable Text free, List<String> topics) {

    /**
     * What asks for a box.
     *
     * @param kind of the effect; null: any
     * @param trait that it has
     * @param orders whether it has a meaning only where something new is ordered
     */
    private record Asking(
            String key,
            @Nullable Kind kind,
            Trait trait,
            boolean orders,
            Text label,
            @Nullable Text free) {

        boolean by(Effect effect) {
            return (kind == null || kind == effect.kind()) && effect.traits().contains(trait);
        }
    }

    private static final List<Asking> ALL = List.of(
            new Asking(
                    "backups",
                    null,
                    Trait.BACKUPS_ACKNOWLEDGED,
                    false,
                    new Text(
                            "J'ai lu ce que l'hébergeur sauvegarde, ce qu'il m'appartient de sauvegarder et ce qui se passe si des données se perdent",
                            "I have read what the hoster backs up, what is mine to back up, and what happens if data is lost"),
                    null),
            new Asking(
                    "changes",
                    null,
                    Trait.CHANGES_ACKNOWLEDGED,
                    false,
                    new Text(
                            "J'ai lu que les modifications que je fais au site et au nom de domaine sont de ma responsabilité, dans les limites écrites",
                            "I have read that the changes I make to the site and to the domain name are my responsibility, within the limits that are written"),
                    null),
            new Asking(
                    "security",
                    null,
                    Trait.SECURITY_ACKNOWLEDGED,
                    false,
                    new Text(
                            "J'ai lu qui met à jour les logiciels du site, et d'où les extensions et les thèmes peuvent venir",
                            "I have read who updates the software of the site, and where plugins and themes may come from"),
                    null),
            // L221-25: at their express request; who does not ask gets the service after the fourteen days.
            new Asking(
                    "early-start",
                    Kind.WITHDRAWAL,
                    Trait.EARLY_START_CONSENT,
                    true,
                    new Text(
                            "Je demande que le service commence avant la fin du délai de rétractation. Je peux encore me rétracter ; je paie alors ce qui a été fourni jusque-là",
                            "I ask for the service to begin before the withdrawal period ends. I can still withdraw; I then pay for what was supplied until then"),
                    new Text(
                            "Facultatif. Sans cette demande, le service commence à la fin du délai.",
                            "Optional. Without this request the service begins when the period ends.")),
            // L221-28, 1°: lost only where the service was fully supplied, with express consent and the loss
            // acknowledged.
            new Asking(
                    "withdrawal-waiver",
                    Kind.WITHDRAWAL,
                    Trait.WITHDRAWAL_WAIVER,
                    true,
                    new Text(
                            "J'accepte que le service soit entièrement fourni avant la fin du délai de rétractation, et je reconnais perdre alors mon droit de rétractation",
                            "I agree that the service is fully supplied before the withdrawal period ends, and I acknowledge that I then lose my right of withdrawal"),
                    new Text(
                            "Facultatif. Sans cet accord, vous gardez votre droit de rétractation.",
                            "Optional. Without this agreement you keep your right of withdrawal.")));

    /**
     * The boxes that a published version needs.
     *
     * @param ordering whether something new is ordered by accepting it
     */
    static List<Acknowledgement> of(PublishedTerms terms, UUID version, boolean ordering) {
        List<Declared> clauses = terms.clauses(version);
        return terms.olderThanAcknowledgements(version) ? ofOlder(clauses, ordering) : of(clauses, ordering);
    }

    /**
     * The boxes that a version needs.
     *
     * @param clauses it is made of
     * @param ordering whether something new is ordered by accepting it
     */
    static List<Acknowledgement> of(List<Declared> clauses, boolean ordering) {
        List<Acknowledgement> boxes = new ArrayList<>();
        for (Asking asking : ALL) {
            List<String> topics = topics(clauses, asking::by);
            if (!topics.isEmpty() && (ordering || !asking.orders))
                boxes.add(new Acknowledgement(asking.key, asking.label, asking.free, topics));
        }
        clauses.stream()
                .filter(clause -> clause.effects().stream().anyMatch(Acknowledgement::unforeseen))
                .map(Acknowledgement::own)
                .forEach(boxes::add);
        return List.copyOf(boxes);
    }

    /** Who bears a loss, by the topics that say it: what a version from before the traits cannot declare. */
    private static final Map<String, Trait> TOPICS = Map.of(
            "C11", Trait.BACKUPS_ACKNOWLEDGED,
            "C12", Trait.BACKUPS_ACKNOWLEDGED,
            "C14", Trait.BACKUPS_ACKNOWLEDGED,
            "C15", Trait.CHANGES_ACKNOWLEDGED,
            "C16", Trait.CHANGES_ACKNOWLEDGED,
            "C17", Trait.SECURITY_ACKNOWLEDGED);

    /**
     * The boxes that a version needs which is from before its clauses could declare that something is acknowledged: those about losses by their topics, all
     * else by what they declare. Somebody who bears a loss and was never asked to say that they read so is the worse mistake.
     */
    static List<Acknowledgement> ofOlder(List<Declared> clauses, boolean ordering) {
        return of(
                clauses.stream()
                        .map(clause -> new Declared(
                                clause.code(),
                                clause.title(),
                                Stream.concat(
                                                clause.effects().stream(),
                                                Stream.ofNullable(TOPICS.get(clause.code()))
                                                        .map(trait -> new Effect(
                                                                Kind.INFORM,
                                                                Set.of(),
                                                                Set.of(),
                                                                null,
                                                                null,
                                                                Set.of(trait))))
                                        .toList()))
                        .toList(),
                ordering);
    }

    /** Whether an effect asks for an express consent of which nothing is said above. */
    private static boolean unforeseen(Effect effect) {
        return effect.traits().contains(Trait.EXPRESS_CONSENT) && ALL.stream().noneMatch(asking -> asking.by(effect));
    }

    private static Acknowledgement own(Declared clause) {
        return new Acknowledgement(
                "express-" + clause.code(),
                new Text(
                        "J'accepte expressément ce que dit l'article « %s »"
                                .formatted(clause.title().fr()),
                        "I expressly agree to what the clause “%s” says"
                                .formatted(clause.title().en())),
                null,
                List.of(clause.code()));
    }

    private static List<String> topics(List<Declared> clauses, Predicate<Effect> asks) {
        return clauses.stream()
                .filter(clause -> clause.effects().stream().anyMatch(asks))
                .map(Declared::code)
                .toList();
    }

    /** Whether there is no agreement without it. */
    boolean required() {
        return free == null;
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
