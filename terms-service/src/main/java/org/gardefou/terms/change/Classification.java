package org.gardefou.terms.change;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gardefou.terms.clause.PromiseWords;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;

/** Says, topic by topic, what one version changes for who agreed to another: by declared effects and promises, never by prose. Pure. */
final class Classification {

    /** The topic that says what the service is. */
    private static final String SERVICE = "C06";

    private final EffectTable effects;
    private final PromiseTable promises;

    Classification(ObjectMapper json) {
        this.effects = EffectTable.read(json);
        this.promises = PromiseTable.read(json);
    }

    /** The topics that differ, in the order of their codes. */
    List<TopicChange> of(Agreed before, Agreed after) {
        Map<String, Provision> old = before.byTopic();
        Map<String, Provision> fresh = after.byTopic();
        Map<String, List<Why>> promised = new LinkedHashMap<>();
        promises.differences(before.promises(), after.promises())
                .forEach(found -> promised.computeIfAbsent(found.topic(), topic -> new ArrayList<>())
                        .add(found.why()));
        if (before.level() != after.level())
            promised.computeIfAbsent(SERVICE, topic -> new ArrayList<>()).add(level(before, after));
        Set<String> topics = new TreeSet<>(old.keySet());
        topics.addAll(fresh.keySet());
        topics.addAll(promised.keySet());
        boolean unexplained = promised.isEmpty();
        List<TopicChange> changes = new ArrayList<>();
        for (String topic : topics) {
            List<Why> why = new ArrayList<>(promised.getOrDefault(topic, List.of()));
            boolean numbers = false;
            Provision was = old.get(topic);
            Provision is = fresh.get(topic);
            if (was == null && is != null) why.addAll(appeared(is));
            else if (was != null && is == null) why.addAll(vanished(was));
            else if (was != null && is != null) {
                why.addAll(changed(was, is, unexplained));
                numbers = !was.clause().equals(is.clause())
                        && effects.quantities().differ(was.text(), is.text());
            }
            if (!why.isEmpty()) changes.add(TopicChange.of(topic, why, numbers));
        }
        return changes;
    }

    private List<Why> appeared(Provision provision) {
        return effects.differences(List.of(), provision.effects());
    }

    private List<Why> vanished(Provision provision) {
        return effects.differences(provision.effects(), List.of());
    }

    /** @param unexplained whether no promise differs that could have changed the words of a clause which is the same */
    private List<Why> changed(Provision was, Provision is, boolean unexplained) {
        if (was.clause().equals(is.clause()))
            return unexplained && !was.shown().equals(is.shown())
                    ? List.of(new Why(
                            "hoster",
                            ChangeClass.NEUTRAL,
                            new Text(
                                    "Ce que la clause dit de l'hébergeur change : nom, contact ou médiateur.",
                                    "What the clause says of the hoster changes: name, contact or mediator.")))
                    : List.of();
        if (was.effects().isEmpty())
            return List.of(
                    new Why(
                            "undeclared",
                            ChangeClass.ADVERSE,
                            new Text(
                                    "Rien ne dit ce que l'ancienne clause faisait en droit : le doute profite au client (Code de la consommation, art. L211-1).",
                                    "Nothing says what the old clause did in law: the doubt is the customer's (Code de la consommation, art. L211-1).")));
        List<Why> why = new ArrayList<>(effects.differences(was.effects(), is.effects()));
        // An effect that gets better does not say that all the other words do.
        if (!Wordings.same(was, is)) why.add(words(why.isEmpty()));
        else if (why.isEmpty() && !(was.title().equals(is.title()) && was.text().equals(is.text())))
            why.add(new Why(
                    "form",
                    ChangeClass.EDITORIAL,
                    new Text(
                            "Seule la forme change : espaces, majuscules, ponctuation.",
                            "Only the form changes: spaces, capitals, punctuation.")));
        return why;
    }

    /** @param alone whether the declared effects are the same */
    private static Why words(boolean alone) {
        return new Why(
                "words",
                ChangeClass.NEUTRAL,
                alone
                        ? new Text(
                                "Les mots changent, et les effets déclarés restent les mêmes.",
                                "The words change, and the declared effects stay the same.")
                        : new Text(
                                "Les mots changent aussi : les effets déclarés n'en disent peut-être pas tout.",
                                "The words change too: the declared effects may not say all of it."));
    }

    private static Why level(Agreed before, Agreed after) {
        return new Why(
                "level",
                ChangeClass.ADVERSE,
                new Text(
                        "Le niveau de gestion passe de « %s » à « %s »."
                                .formatted(
                                        PromiseWords.level(before.level(), Language.FR),
                                        PromiseWords.level(after.level(), Language.FR)),
                        "The management level goes from \"%s\" to \"%s\"."
                                .formatted(
                                        PromiseWords.level(before.level(), Language.EN),
                                        PromiseWords.level(after.level(), Language.EN))));
    }
}
