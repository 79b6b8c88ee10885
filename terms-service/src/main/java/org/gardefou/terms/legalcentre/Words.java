package org.gardefou.terms.legalcentre;

import java.time.Period;
import org.gardefou.terms.change.ChangeClass;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.document.PublishedVersion;
import org.gardefou.terms.language.Language;

/** What the legal centre calls things, in French and in English. */
final class Words {

    private Words() {}

    static String of(Audience audience, Language in) {
        return switch (audience) {
            case CONSUMER -> in.either("Consommateurs", "Consumers");
            case NON_PROFESSIONAL ->
                in.either("Non-professionnels (associations, par exemple)", "Non-professionals (such as associations)");
            case PROFESSIONAL -> in.either("Professionnels", "Professionals");
        };
    }

    static String of(PublishedVersion.Standing standing, Language in) {
        return switch (standing) {
            case SCHEDULED -> in.either("À venir", "To come");
            case IN_FORCE -> in.either("En vigueur", "In force");
            case SUPERSEDED -> in.either("Remplacée", "Superseded");
            case WITHDRAWN -> in.either("Retirée", "Withdrawn");
        };
    }

    static String of(ChangeClass change, Language in) {
        return switch (change) {
            case EDITORIAL -> in.either("Seule la forme change", "Only the form changes");
            case FAVOURABLE -> in.either("En votre faveur", "In your favour");
            case NEUTRAL -> in.either("D'autres mots, ni mieux ni moins bien", "Other words, neither better nor worse");
            case ADVERSE -> in.either("Moins favorable pour vous", "Less favourable for you");
            case COSTLIER -> in.either("Plus cher", "Costs more");
        };
    }

    /** "préavis d'un mois", "a month's notice"; only months and days are ever asked for. */
    static String notice(Period notice, Language in) {
        if (notice.isZero()) return in.either("sans préavis", "without notice");
        long months = notice.toTotalMonths();
        if (months > 0)
            return in.either(
                    "préavis : " + months + " mois", "notice: " + months + (months == 1 ? " month" : " months"));
        return in.either(
                "préavis : " + notice.getDays() + (notice.getDays() == 1 ? " jour" : " jours"),
                "notice: " + notice.getDays() + (notice.getDays() == 1 ? " day" : " days"));
    }
}
