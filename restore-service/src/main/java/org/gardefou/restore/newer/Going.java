package org.gardefou.restore.newer;

import java.io.IOException;
import org.gardefou.access.database.Along;

/** What goes along with the swap of one database; closed when that is done. */
public interface Going extends Along, AutoCloseable {

    /** Nothing. */
    Going NONE = new Going() {
        @Override
        public void before() {}

        @Override
        public void after() {}

        @Override
        public boolean nothing() {
            return true;
        }

        @Override
        public void close() {}
    };

    @Override
    void close() throws IOException;
}
