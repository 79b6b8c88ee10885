package org.gardefou.access.dump;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a dump holds, counted in its files themselves: the server that it came from may have gone on since.
 *
 * @param complete whether it ends as the dump program ends it
 * @param rows by table
 */
public record DumpCount(boolean complete, Map<String, Long> rows) {

    /** Copies what it is given. */
    public DumpCount {
        rows = Collections.unmodifiableMap(new TreeMap<>(rows));
    }
}
