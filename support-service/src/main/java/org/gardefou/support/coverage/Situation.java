package org.gardefou.support.coverage;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the rules look at in the facts, and nothing else of them: there are so few situations that all of them can be tried. What is in none of the
 * values counts as unknown.
 *
 * @param restorable whether the customer may restore, and a restore point from before the trouble exists
 * @param sold whether the repair has a price
 */
public record Situation(
        Party party,
        Confidence confidence,
        Level level,
        boolean assessed,
        boolean contractKnown,
        boolean repairIncluded,
        boolean restorable,
        boolean guide,
        boolean sold,
        boolean termsAccepted,
        boolean changeKnown,
        boolean warned) {

    /** Whose part it is. */
    public enum Party {
        CUSTOMER,
        HOST,
        THIRD_PARTY,
        SHARED,
        UNDETERMINED;

        static Party of(String text) {
            return Stream.of(values())
                    .filter(one -> one.name().equals(text))
                    .findFirst()
                    .orElse(UNDETERMINED);
        }
    }

    /** How sure that is. */
    public enum Confidence {
        HIGH,
        MEDIUM,
        LOW,
        INSUFFICIENT;

        /** Whether a machine may decide by it. */
        boolean sure() {
            return this == HIGH || this == MEDIUM;
        }

        static Confidence of(String text) {
            return Stream.of(values())
                    .filter(one -> one.name().equals(text))
                    .findFirst()
                    .orElse(INSUFFICIENT);
        }
    }

    /** How far the host looks after the site. */
    public enum Level {
        STANDARD,
        MANAGED,
        RESELLER,
        VPS,
        UNKNOWN;

        static Level of(String text) {
            return Stream.of(values())
                    .filter(one -> one.name().equals(text))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }

    private static final int SWITCHES = 9;
    private static final int COUNT =
            Party.values().length * Confidence.values().length * Level.values().length << SWITCHES;

    static Situation of(CoverageFacts facts) {
        return new Situation(
                Party.of(facts.party()),
                Confidence.of(facts.confidence()),
                Level.of(facts.level()),
                facts.assessment() != null,
                facts.contractKnown(),
                facts.repairIncluded(),
                facts.selfServiceRestore() && facts.restorePoint() != null,
                facts.guide() != null,
                facts.repairPrice() != null,
                facts.termsAccepted(),
                facts.change() != null,
                facts.warned());
    }

    /** All that there can be, each at its number. */
    static List<Situation> all() {
        return IntStream.range(0, COUNT).mapToObj(Situation::numbered).toList();
    }

    private static Situation numbered(int number) {
        int rest = number >> SWITCHES;
        Level level = Level.values()[rest % Level.values().length];
        rest /= Level.values().length;
        Confidence confidence = Confidence.values()[rest % Confidence.values().length];
        Party party = Party.values()[rest / Confidence.values().length];
        return new Situation(
                party,
                confidence,
                level,
                on(number, 8),
                on(number, 7),
                on(number, 6),
                on(number, 5),
                on(number, 4),
                on(number, 3),
                on(number, 2),
                on(number, 1),
                on(number, 0));
    }

    private static boolean on(int number, int bit) {
        return (number >> bit & 1) == 1;
    }

    /** Its place among {@link #all}. */
    int number() {
        int whose = (party.ordinal() * Confidence.values().length + confidence.ordinal()) * Level.values().length
                + level.ordinal();
        return whose << SWITCHES
                | bit(assessed, 8)
                | bit(contractKnown, 7)
                | bit(repairIncluded, 6)
                | bit(restorable, 5)
                | bit(guide, 4)
                | bit(sold, 3)
                | bit(termsAccepted, 2)
                | bit(changeKnown, 1)
                | bit(warned, 0);
    }

    private static int bit(boolean on, int place) {
        return on ? 1 << place : 0;
    }
}
