package org.gardefou.restore.drill;

/** What made a drill fail. */
enum Fault {
    /** The point cannot be restored as a whole: a restore of today would fail. */
    POINT,
    /** It was restored as a whole, but the site in it does not work: it was broken already, or needs another PHP than this machine has. */
    SITE
}
