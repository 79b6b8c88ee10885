package org.gardefou.terms.clause;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.plan.Promises.Hours;

/** Opening hours as people say them. */
final class OpeningHours {

    private static final String MIDNIGHT = "24:00";

    private OpeningHours() {}

    /** "du lundi au vendredi, de 9 h à 18 h (heure de Paris)", "Monday to Friday, 9:00 to 18:00 (Paris time)". */
    static String of(Hours hours, Language language) {
        return days(List.copyOf(hours.days()), language) + ", " + times(hours, language) + " "
                + zone(hours.zone(), language);
    }

    private static String days(List<DayOfWeek> days, Language language) {
        boolean french = language == Language.FR;
        if (days.size() == DayOfWeek.values().length) return french ? "tous les jours" : "every day";
        DayOfWeek first = days.getFirst();
        DayOfWeek last = days.getLast();
        boolean inRow = last.ordinal() - first.ordinal() == days.size() - 1;
        if (inRow && days.size() > 2) {
            return french
                    ? "du " + name(first, language) + " au " + name(last, language)
                    : name(first, language) + " to " + name(last, language);
        }
        return days.stream()
                .map(day -> french ? "le " + name(day, language) : "on " + name(day, language))
                .collect(Collectors.joining(", "));
    }

    private static String name(DayOfWeek day, Language language) {
        return day.getDisplayName(TextStyle.FULL, language == Language.FR ? Locale.FRENCH : Locale.ENGLISH);
    }

    private static String times(Hours hours, Language language) {
        boolean french = language == Language.FR;
        if (hours.from().equals("00:00") && hours.to().equals(MIDNIGHT))
            return french ? "24 heures sur 24" : "around the clock";
        return french
                ? "de " + french(hours.from()) + " à " + french(hours.to())
                : english(hours.from()) + " to " + english(hours.to());
    }

    private static String french(String time) {
        String minutes = time.substring(3);
        return hour(time) + " h" + (minutes.equals("00") ? "" : " " + minutes);
    }

    private static String english(String time) {
        return hour(time) + time.substring(2);
    }

    private static int hour(String time) {
        return Integer.parseInt(time.substring(0, 2));
    }

    private static String zone(String id, Language language) {
        String place = id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
        return language == Language.FR ? "(heure de " + place + ")" : "(" + place + " time)";
    }
}
