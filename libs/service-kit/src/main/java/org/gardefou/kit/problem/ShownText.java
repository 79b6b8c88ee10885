package org.gardefou.kit.problem;

/** What a client sent, fit to be shown in one line of an answer: nothing that breaks the line or turns its direction. */
final class ShownText {

    /** Longer names are no names. */
    private static final int LONGEST = 200;

    private ShownText() {}

    static String of(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\u2028\u2029]", "?");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }
}
