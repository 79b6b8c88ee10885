package org.gardefou.diagnostics.dnspreflight;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * The records of a zone, at one time. DS records at the apex stand for those that the parent has: panels show them with the zone.
 *
 * @param origin the zone's name, absolute
 */
record Zone(Name origin, List<Record> records) {

    Zone {
        records = List.copyOf(records);
    }

    List<Record> at(Name name) {
        return records.stream().filter(record -> record.getName().equals(name)).toList();
    }

    <R extends Record> List<R> at(Name name, Class<R> kind) {
        return of(kind).filter(record -> record.getName().equals(name)).toList();
    }

    <R extends Record> Stream<R> of(Class<R> kind) {
        return records.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Every name that has records. */
    Set<Name> names() {
        Set<Name> names = new TreeSet<>();
        records.forEach(record -> names.add(record.getName()));
        return names;
    }

    /** Whether a name of the zone has an address, by itself, by an alias, or by a wildcard. */
    boolean hasAddress(Name name) {
        return answering(name).stream()
                .anyMatch(record ->
                        record.getType() == Type.A || record.getType() == Type.AAAA || record.getType() == Type.CNAME);
    }

    /** What is answered to a question for a name: its own records, or those of the wildcard that covers it (RFC 4592). */
    List<Record> answering(Name name) {
        List<Record> own = at(name);
        if (!own.isEmpty() || isOnTheWay(name)) return own;
        for (int labels = 1; name.labels() - labels >= origin.labels(); labels++) {
            Name wild = name.wild(labels);
            List<Record> covered = at(wild);
            if (!covered.isEmpty()) return covered;
            Name encloser = new Name(name, labels);
            if (!at(encloser).isEmpty() || isOnTheWay(encloser)) return List.of();
        }
        return List.of();
    }

    /** Whether a name lies in the zone, and no other zone's servers answer for it. */
    boolean answersFor(Name name) {
        if (!name.subdomain(origin)) return false;
        return records.stream()
                .filter(record ->
                        record.getType() == Type.NS && !record.getName().equals(origin))
                .noneMatch(cut -> name.subdomain(cut.getName()));
    }

    /** Whether something lies below a name that has nothing itself: then it exists, and no wildcard covers it. */
    private boolean isOnTheWay(Name name) {
        return records.stream()
                .anyMatch(record ->
                        record.getName().subdomain(name) && !record.getName().equals(name));
    }

    static boolean same(Collection<? extends Record> some, Collection<? extends Record> others) {
        return some.size() == others.size() && some.containsAll(others);
    }
}
