package org.gardefou.access.database;

import java.io.IOException;

/**
 * Rows of the live tables that go along with a swap. It is called where no trigger acts on what it writes: those of the shadow
 * schema are taken off before, and those of what comes are made behind.
 */
public interface Along {

    /** Nothing goes along. */
    Along NOTHING = new Along() {
        @Override
        public void before() {}

        @Override
        public void after() {}

        @Override
        public boolean nothing() {
            return true;
        }
    };

    /** Whether neither does anything: the swap is then made in one session. */
    default boolean nothing() {
        return false;
    }

    /** Right before the renaming, and again each time that it is tried: what comes is in the shadow schema, what goes is live. */
    void before() throws IOException;

    /** Right behind the renaming: what comes is live, what went is in the retired schema, where nobody writes to it any more. */
    void after() throws IOException;
}
