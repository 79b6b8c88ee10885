package org.gardefou.diagnostics.dnspreflight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * What a change of a zone would break. Pure: only the two zones and what the hoster said is its own are looked at, and no name is asked
 * for anywhere.
 */
final class PreflightRules {

    private PreflightRules() {}

    /** The risks, the worst first. What was wrong before and stays as it is belongs to them too: it is the zone that will be saved. */
    static List<Risk> risks(Change change) {
        List<Risk> risks = new ArrayList<>();
        Stream.of(
                        AddressRules.of(change),
                        AliasRules.of(change),
                        MailRules.of(change),
                        SenderRules.of(change),
                        DelegationRules.of(change),
                        UpkeepRules.of(change))
                .forEach(risks::addAll);
        return risks.stream()
                .distinct()
                .sorted(Comparator.comparing(Risk::level)
                        .thenComparing(Risk::rule)
                        .thenComparing(Risk::name))
                .toList();
    }

    /**
     * For how many seconds behind the change somebody may still see what was: the longest TTL of the records that go, and that of the
     * denial (RFC 2308) where a name is new. Zero when nothing changes.
     */
    static long oldSeenFor(Change change) {
        long gone = change.before().records().stream()
                .filter(record -> record.getType() != Type.SOA)
                .filter(record -> !change.after().records().contains(record))
                .mapToLong(Record::getTTL)
                .max()
                .orElse(0);
        boolean anew = change.after().records().stream()
                .anyMatch(record -> record.getType() != Type.SOA
                        && change.before().at(record.getName()).stream()
                                .noneMatch(old -> old.getType() == record.getType()));
        return anew ? Math.max(gone, denialSeenFor(change.before())) : gone;
    }

    private static long denialSeenFor(Zone zone) {
        return zone.at(zone.origin(), org.xbill.DNS.SOARecord.class).stream()
                .mapToLong(soa -> Math.min(soa.getTTL(), soa.getMinimum()))
                .max()
                .orElse(0);
    }
}
