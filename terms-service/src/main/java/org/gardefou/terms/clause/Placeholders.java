package org.gardefou.terms.clause;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gardefou.kit.problem.Violation;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.language.Wording;
import org.gardefou.terms.plan.Plan;
import org.gardefou.terms.plan.Promises;

/**
 * The words in braces that a clause may use. Each is filled from what the plan promises to the systems, so that the text
 * cannot say what the plan does not do; where the plan promises nothing, there is nothing to fill in and the clause does not fit.
 */
public final class Placeholders {

    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

    private static final Map<String, Filling> KNOWN = known();

    private Placeholders() {}

    /** What a placeholder is filled with; empty when there is nothing. */
    private interface Filling {
        Optional<String> of(Plan plan, Hoster hoster, Language language);
    }

    /** A clause that the plan cannot keep. */
    public static final class DoesNotFit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String placeholder;

        DoesNotFit(String placeholder) {
            super("The plan promises nothing for {" + placeholder + "}");
            this.placeholder = placeholder;
        }

        /** The placeholder that has nothing to be filled with. */
        public String placeholder() {
            return placeholder;
        }
    }

    /** What is wrong with a text: words in braces that do not exist, stray braces, languages that do not use the same. */
    static List<Violation> violations(String at, Text text) {
        List<Violation> found = new ArrayList<>();
        for (Language language : Language.values()) {
            String pointer = at + "/" + language.tag();
            for (String name : names(text.in(language)))
                if (!KNOWN.containsKey(name))
                    found.add(new Violation(
                            pointer, "knows no {" + name + "}; there are " + String.join(", ", KNOWN.keySet())));
            String rest = BRACES.matcher(text.in(language)).replaceAll("");
            if (rest.contains("{") || rest.contains("}"))
                found.add(new Violation(pointer, "has a brace without its partner"));
        }
        if (!names(text.fr()).equals(names(text.en())))
            found.add(new Violation(at, "must use the same placeholders in French and in English"));
        return found;
    }

    /**
     * The text with every placeholder filled.
     *
     * @throws DoesNotFit when the plan promises nothing for one of them
     */
    public static String fill(String text, Plan plan, Hoster hoster, Language language) {
        return BRACES.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), plan, hoster, language)));
    }

    private static String value(String name, Plan plan, Hoster hoster, Language language) {
        Filling filling = KNOWN.get(name);
        if (filling == null) throw new DoesNotFit(name);
        return filling.of(plan, hoster, language).orElseThrow(() -> new DoesNotFit(name));
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = BRACES.matcher(text);
        while (matcher.find()) names.add(matcher.group(1));
        return names;
    }

    private static Map<String, Filling> known() {
        Map<String, Filling> known = new LinkedHashMap<>();
        known.put(
                "plan.name", (plan, hoster, language) -> Optional.of(plan.name().in(language)));
        statement(known, "backup.statement", Statements::backup);
        promise(known, "backup.frequency", (promises, language) -> backedUp(promises)
                .map(backup -> Wording.every(backup.frequency(), language)));
        promise(known, "backup.retention", (promises, language) -> backedUp(promises)
                .map(backup -> Wording.lasting(backup.retention(), language)));
        statement(known, "backup.location", Statements::location);
        statement(known, "restore.statement", Statements::restore);
        statement(known, "availability.statement", Statements::availability);
        statement(known, "credit.statement", Statements::credit);
        statement(
                known,
                "support.firstResponse",
                (promises, language) -> Wording.lasting(promises.firstResponse(), language));
        promise(known, "support.hours", (promises, language) -> Optional.ofNullable(
                        promises.support().hours())
                .map(hours -> OpeningHours.of(hours, language)));
        statement(known, "managed.statement", Statements::managed);
        statement(known, "repair.price", (promises, language) -> {
            Promises.Money price = promises.repair().price();
            return Wording.amount(price.amount(), price.currency(), language);
        });
        known.put("hoster.name", (plan, hoster, language) -> hoster.name());
        known.put("hoster.contact", (plan, hoster, language) -> hoster.contact());
        known.put("hoster.mediator", (plan, hoster, language) -> hoster.mediator());
        return known;
    }

    /** Something that every plan has to say, also when it promises nothing. */
    private static void statement(
            Map<String, Filling> known, String name, BiFunction<Promises, Language, String> says) {
        known.put(name, (plan, hoster, language) -> Optional.of(says.apply(plan.promises(), language)));
    }

    private static void promise(
            Map<String, Filling> known, String name, BiFunction<Promises, Language, Optional<String>> says) {
        known.put(name, (plan, hoster, language) -> says.apply(plan.promises(), language));
    }

    private static Optional<Promises> backedUp(Promises promises) {
        return Optional.of(promises).filter(all -> all.backup().included());
    }
}
