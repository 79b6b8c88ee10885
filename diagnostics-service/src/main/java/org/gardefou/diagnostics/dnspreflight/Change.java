package org.gardefou.diagnostics.dnspreflight;

import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** A zone as it is, and as it is to be. */
record Change(Zone before, Zone after, Hosting hosting) {

    Name origin() {
        return after.origin();
    }

    /** Whether a name loses its last record of a kind. */
    <R extends Record> boolean removes(Name name, Class<R> kind) {
        return !before.at(name, kind).isEmpty() && after.at(name, kind).isEmpty();
    }

    <R extends Record> boolean changes(Name name, Class<R> kind) {
        return !Zone.same(before.at(name, kind), after.at(name, kind));
    }

    /** The records that a set is made of only afterwards. */
    <R extends Record> List<R> added(Name name, Class<R> kind) {
        List<R> old = before.at(name, kind);
        return after.at(name, kind).stream()
                .filter(record -> !old.contains(record))
                .toList();
    }
}
