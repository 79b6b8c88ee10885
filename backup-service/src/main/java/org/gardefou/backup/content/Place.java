package org.gardefou.backup.content;

/**
 * Where a restore point stands among those of its site that are indexed.
 *
 * @param site the site's number
 * @param previous the position of the one before it; 0 when it is the oldest
 * @param next the position of the one behind it; {@link #STILL} when it is the newest
 */
record Place(int site, int position, int previous, int next) {

    /** The end of a version that is still there in the newest restore point. */
    static final int STILL = Integer.MAX_VALUE;

    /** Between two points of the usual order: room for those that come late. Two billion are enough for hourly ones for two centuries. */
    static final int STEP = 1000;

    boolean newest() {
        return next == STILL;
    }
}
