package org.gardefou.restic;

import java.security.SecureRandom;

/**
 * Where a repository's files are cut: the polynomial over GF(2) of restic's rolling hash. Which one it is must be unpredictable, for the
 * sizes of the pieces tell of a known file, and it must be irreducible, or the hash would not spread.
 *
 * @param bits the coefficient of x^i in bit i
 */
record ChunkerPolynomial(long bits) {
    /** What restic takes: the most whose remainders, moved up by a byte, still fit into 64 bits. It is a prime number. */
    private static final int DEGREE = 53;

    private static final long TOP = 1L << DEGREE;
    private static final int HEXADECIMAL = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A random one. One in 13 of those that are tried is irreducible. */
    static ChunkerPolynomial fresh() {
        while (true) {
            ChunkerPolynomial tried = new ChunkerPolynomial(RANDOM.nextLong() & (TOP - 1) | TOP | 1);
            if (tried.irreducible()) return tried;
        }
    }

    /** @throws NumberFormatException when it is not a hexadecimal number */
    static ChunkerPolynomial parse(String hexadecimal) {
        return new ChunkerPolynomial(Long.parseUnsignedLong(hexadecimal, HEXADECIMAL));
    }

    /** As a repository's config has it. */
    String hexadecimal() {
        return Long.toHexString(bits);
    }

    /**
     * Rabin's test, for a degree n that is prime: the polynomial has no factor of degree 1, which are x and x + 1, and
     * divides x^(2^n) - x, which is the product of all irreducible ones of degree 1 and n.
     */
    boolean irreducible() {
        if (Long.highestOneBit(bits) != TOP || (bits & 1) == 0 || Long.bitCount(bits) % 2 == 0) return false;
        long x = 2;
        long power = x;
        for (int i = 0; i < DEGREE; i++) power = square(power);
        return power == x;
    }

    private long square(long value) {
        long result = 0;
        long shifted = value;
        for (long left = value; left != 0; left >>>= 1) {
            if ((left & 1) != 0) result ^= shifted;
            shifted <<= 1;
            if ((shifted & TOP) != 0) shifted ^= bits;
        }
        return result;
    }
}
