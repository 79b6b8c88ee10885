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

    private static final Map<String, BiFunction<Plan, Language, Optional<String>>> KNOWN = known();

    private Placeholders() {}

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
    public static String fill(String text, Plan plan, Language language) {
        return BRACES.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), plan, language)));
    }

    private static String value(String name, Plan plan, Language language) {
        BiFunction<Plan, Language, Optional<String>> filling = KNOWN.get(name);
        if (filling == null) throw new DoesNotFit(name);
        return filling.apply(plan, language).orElseThrow(() -> new DoesNotFit(name));
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = BRACES.matcher(text);
        while (matcher.find()) names.add(matcher.group(1));
        return names;
    }

    private static Map<String, BiFunction<Plan, Language, Optional<String>>> known() {
        Map<String, BiFunction<Plan, Language, Optional<String>>> known = new LinkedHashMap<>();
        known.put("plan.name", (plan, language) -> Optional.of(plan.name().in(language)));
        known.put("backup.statement", (plan, language) -> Optional.of(Statements.backup(plan.promises(), language)));
        known.put("backup.frequency", (plan, language) -> backedUp(plan)
                .map(promises -> Wording.every(promises.frequency(), language)));
        known.put("backup.retention", (plan, language) -> backedUp(plan)
                .map(promises -> Wording.lasting(promises.retention(), language)));
        known.put("restore.statement", (plan, language) -> Optional.of(Statements.restore(plan.promises(), language)));
        known.put(
                "support.firstResponse",
                (plan, language) -> Optional.of(Wording.lasting(plan.promises().firstResponse(), language)));
        known.put("repair.price", (plan, language) -> {
            Promises.Money price = plan.promises().repair().price();
            return Optional.of(Wording.amount(price.amount(), price.currency(), language));
        });
        return known;
    }

    private static Optional<Promises> backedUp(Plan plan) {
        return Optional.of(plan.promises()).filter(promises -> promises.backup().included());
    }
}
