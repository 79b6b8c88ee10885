package org.gardefou.backup.watch;

import java.util.regex.Pattern;

/** Whether a name looks drawn by lot: long, of one piece, letters and digits mixed, and no letter much more frequent than the others. Pure. */
final class Meaningless {

    private static final Pattern PIECE = Pattern.compile("[A-Za-z0-9_+=-]{16,}");

    /** Bits for each character (Shannon): words of natural languages of this length have about 3, hexadecimal digits up to 4. */
    private static final double BITS = 3.1;

    private Meaningless() {}

    static boolean is(String name) {
        int dot = name.indexOf('.');
        String stem = dot < 1 ? name : name.substring(0, dot);
        if (!PIECE.matcher(stem).matches()) return false;
        long digits = stem.chars().filter(Character::isDigit).count();
        long letters = stem.chars().filter(Character::isLetter).count();
        // A date or a number in a name, as cameras give, is no lot.
        boolean mixed = digits >= stem.length() / 8 && letters >= stem.length() / 4;
        return mixed && turns(stem) >= stem.length() / 4 && bits(stem) >= BITS;
    }

    /** How often letters and digits take turns: drawn by lot they do all the time. */
    private static int turns(String stem) {
        int turns = 0;
        for (int i = 1; i < stem.length(); i++) {
            char one = stem.charAt(i - 1);
            char other = stem.charAt(i);
            boolean turn = Character.isDigit(one) && Character.isLetter(other)
                    || Character.isLetter(one) && Character.isDigit(other);
            if (turn) turns++;
        }
        return turns;
    }

    private static double bits(String stem) {
        int[] counts = new int[128];
        stem.chars().forEach(character -> counts[character]++);
        double bits = 0;
        for (int count : counts) {
            if (count == 0) continue;
            double share = (double) count / stem.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits;
    }
}
