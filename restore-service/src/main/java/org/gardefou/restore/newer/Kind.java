package org.gardefou.restore.newer;

/** What people make on a WordPress, and what becomes of such a thing when it is in the restore point and was changed since. */
public enum Kind {
    /** Of WooCommerce, with items, notes, refunds and addresses: paid or sent since, an order must not be open again. */
    ORDERS(Winner.LIVE),
    /** But for the notes of orders: what was let through or held back since stays so. */
    COMMENTS(Winner.LIVE),
    /** Articles, pages, products, media and the like: an older state of these is mostly why somebody goes back. */
    POSTS(Winner.POINT),
    /** Accounts, of customers too: a break-in changes those that are there. */
    USERS(Winner.POINT);

    private final Winner usual;

    Kind(Winner usual) {
        this.usual = usual;
    }

    /** Whose state counts when nothing else is asked for. */
    public Winner usual() {
        return usual;
    }
}
