package org.gardefou.terms.language;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;

/** Lengths of time, points in time and amounts as people say them. */
public final class Wording {

    private static final DateTimeFormatter FRENCH_TIME = DateTimeFormatter.ofPattern("dd/MM/yyyy 'à' HH:mm 'UTC'");
    private static final DateTimeFormatter ENGLISH_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd 'at' HH:mm 'UTC'");

    /** A French amount is not torn from its currency at the end of a line. */
    private static final char NO_BREAK = '\u00a0';

    private Wording() {}

    private enum Unit {
        DAY(86_400, "jour", "day"),
        HOUR(3_600, "heure", "hour"),
        MINUTE(60, "minute", "minute"),
        SECOND(1, "seconde", "second");

        private final long seconds;
        private final String fr;
        private final String en;

        Unit(long seconds, String fr, String en) {
            this.seconds = seconds;
            this.fr = fr;
            this.en = en;
        }

        String word(long count, Language language) {
            // French has the plural from two on, English for everything but one.
            boolean plural = language == Language.FR ? count >= 2 : count != 1;
            return (language == Language.FR ? fr : en) + (plural ? "s" : "");
        }
    }

    /** "7 jours", "24 heures": nothing is rounded away. One day is said as 24 hours, which no calendar shortens. */
    public static String lasting(Duration length, Language language) {
        Unit unit = exact(length);
        long count = length.toSeconds() / unit.seconds;
        return count + " " + unit.word(count, language);
    }

    /** "99,9 %", "99.9%": no digit is added or lost. */
    public static String percent(BigDecimal percent, Language language) {
        String digits = percent.stripTrailingZeros().toPlainString();
        return language == Language.FR ? digits.replace('.', ',') + NO_BREAK + "%" : digits + "%";
    }

    /** "toutes les 24 heures", "every 2 days". */
    public static String every(Duration interval, Language language) {
        Unit unit = exact(interval);
        long count = interval.toSeconds() / unit.seconds;
        if (language == Language.EN) {
            return count == 1 ? "every " + unit.en : "every " + count + " " + unit.word(count, language);
        }
        String all = unit == Unit.DAY ? "tous les " : "toutes les ";
        return all + (count == 1 ? unit.fr + "s" : count + " " + unit.word(count, language));
    }

    /** "il y a 3 heures": the largest unit that fits, rounded down; "à l'instant" below a minute. */
    public static String ago(Duration age, Language language) {
        for (Unit unit : Unit.values()) {
            long count = age.toSeconds() / unit.seconds;
            if (count > 0 && unit != Unit.SECOND) {
                String span = count + " " + unit.word(count, language);
                return language == Language.FR ? "il y a " + span : span + " ago";
            }
        }
        return language == Language.FR ? "à l'instant" : "just now";
    }

    /** "23/11/2026 à 09:00 UTC", "2026-11-23 at 09:00 UTC". */
    public static String at(Instant time, Language language) {
        return (language == Language.FR ? FRENCH_TIME : ENGLISH_TIME).format(time.atOffset(ZoneOffset.UTC));
    }

    /**
     * "90,00 €" or "EUR 90.00".
     *
     * @param minor the amount in the currency's minor units (cents)
     * @param currency ISO 4217
     */
    public static String amount(long minor, String currency, Language language) {
        Currency known = Currency.getInstance(currency);
        String digits =
                BigDecimal.valueOf(minor, known.getDefaultFractionDigits()).toPlainString();
        return language == Language.FR
                ? digits.replace('.', ',') + NO_BREAK + (currency.equals("EUR") ? "€" : currency)
                : currency + NO_BREAK + digits;
    }

    private static Unit exact(Duration length) {
        long seconds = length.toSeconds();
        for (Unit unit : Unit.values()) {
            long count = seconds / unit.seconds;
            if (seconds % unit.seconds == 0 && (unit != Unit.DAY || count > 1)) return unit;
        }
        return Unit.SECOND;
    }
}
