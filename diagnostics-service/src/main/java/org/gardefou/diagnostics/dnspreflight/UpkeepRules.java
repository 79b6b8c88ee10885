package org.gardefou.diagnostics.dnspreflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.gardefou.diagnostics.dnspreflight.Risk.Level;
import org.gardefou.diagnostics.language.Text;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/** What shows later: certificates that are not renewed, times, services found by name, and whole zones that are emptied by mistake. */
final class UpkeepRules {

    private static final long DAY = Duration.ofDays(1).toSeconds();

    /** Fewer are edited by hand; half of more is a file of another zone, or an upload that was cut off. */
    private static final int ENOUGH_TO_COUNT = 8;

    /** Names by which programs find services and owners prove domains. */
    private static final Set<String> SERVICES =
            Set.of("autodiscover", "autoconfig", "_acme-challenge", "_mta-sts", "_smtp");

    private UpkeepRules() {}

    static List<Risk> of(Change change) {
        List<Risk> risks = new ArrayList<>();
        issuers(change, risks);
        times(change, risks);
        services(change, risks);
        emptied(change, risks);
        return risks;
    }

    /** RFC 8659: where any CAA names issuers, all others are refused. */
    private static void issuers(Change change, List<Risk> risks) {
        List<String> ours = change.hosting().certificateAuthorities();
        if (ours.isEmpty()) return;
        change.after().of(CAARecord.class).map(Record::getName).distinct().forEach(name -> {
            List<String> allowed = change.after().at(name, CAARecord.class).stream()
                    .filter(record -> record.getTag().equalsIgnoreCase("issue"))
                    .map(record -> record.getValue().split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                    .toList();
            if (allowed.isEmpty() || ours.stream().anyMatch(own -> allowed.contains(own.toLowerCase(Locale.ROOT))))
                return;
            risks.add(Risk.of(
                    "CAA_EXCLUDES_ISSUER",
                    Level.ERROR,
                    name,
                    new Text(
                            "Le certificat de %s ne pourrait plus être renouvelé : CAA interdit %s."
                                    .formatted(name.toString(true), String.join(", ", ours)),
                            "The certificate of %s could not be renewed any more: CAA forbids %s."
                                    .formatted(name.toString(true), String.join(", ", ours))),
                    new Text(
                            "Ajoutez « 0 issue \"%s\" ».".formatted(ours.getFirst()),
                            "Add '0 issue \"%s\"'.".formatted(ours.getFirst()))));
        });
    }

    private static void times(Change change, List<Risk> risks) {
        Set<Name> told = new TreeSet<>();
        for (Record record : change.after().records()) {
            if (record.getTTL() != 0 || !told.add(record.getName())) continue;
            risks.add(Risk.of(
                    "TTL_ZERO",
                    Level.WARNING,
                    record.getName(),
                    new Text(
                            "Un TTL de 0 fait redemander le nom à chaque visite.",
                            "A TTL of 0 has the name asked for anew at every visit."),
                    new Text("Mettez au moins 60 secondes.", "Set at least 60 seconds.")));
        }
        change.before().records().stream()
                .filter(record ->
                        record.getType() == Type.A || record.getType() == Type.AAAA || record.getType() == Type.MX)
                .filter(record -> record.getTTL() > DAY)
                .filter(record -> !change.after().records().contains(record))
                .map(Record::getName)
                .distinct()
                .forEach(name -> risks.add(Risk.of(
                        "TTL_LONG_BEFORE_MOVE",
                        Level.WARNING,
                        name,
                        new Text(
                                "L'ancienne valeur de %s reste en mémoire plus d'un jour chez ceux qui l'ont déjà demandée."
                                        .formatted(name.toString(true)),
                                "The old value of %s stays in the memory of those who asked before for more than a day."
                                        .formatted(name.toString(true))),
                        new Text(
                                "Baissez d'abord le TTL à 300 s, attendez l'ancien TTL, puis changez la valeur.",
                                "Lower the TTL to 300 s first, wait for the old TTL, then change the value."))));
        serial(change, risks);
    }

    /** RFC 1982: a serial is later when it is ahead by less than half of the circle. */
    private static void serial(Change change, List<Risk> risks) {
        List<SOARecord> before = change.before().at(change.origin(), SOARecord.class);
        List<SOARecord> after = change.after().at(change.origin(), SOARecord.class);
        if (before.size() != 1
                || after.size() != 1
                || Zone.same(change.before().records(), change.after().records())) return;
        int ahead = (int) (after.getFirst().getSerial() - before.getFirst().getSerial());
        if (ahead > 0) return;
        risks.add(Risk.of(
                "SERIAL_NOT_RAISED",
                Level.WARNING,
                change.origin(),
                new Text(
                        "Le numéro de série n'augmente pas : les serveurs secondaires garderaient l'ancienne zone.",
                        "The serial is not raised: the secondary servers would keep the old zone."),
                new Text("Augmentez le numéro de série du SOA.", "Raise the serial of the SOA.")));
    }

    private static void services(Change change, List<Risk> risks) {
        for (Name name : change.before().names()) {
            String first = name.getLabelString(0).toLowerCase(Locale.ROOT);
            boolean service = SERVICES.contains(first)
                    || change.before().at(name).stream().anyMatch(record -> record.getType() == Type.SRV);
            if (!service || !change.after().at(name).isEmpty()) continue;
            risks.add(Risk.of(
                    "SERVICE_REMOVED",
                    Level.WARNING,
                    name,
                    new Text(
                            "%s disparaîtrait : des programmes de messagerie, de téléphonie ou de certificats s'en servent."
                                    .formatted(name.toString(true)),
                            "%s would be gone: programs for mail, telephony or certificates use it."
                                    .formatted(name.toString(true))),
                    new Text("Gardez-le, sauf si ce service est arrêté.", "Keep it, unless that service has ended.")));
        }
    }

    private static void emptied(Change change, List<Risk> risks) {
        int had = change.before().records().size();
        long lost = change.before().names().stream()
                .filter(name -> change.after().at(name).isEmpty())
                .count();
        if (had < ENOUGH_TO_COUNT || lost * 2 < change.before().names().size()) return;
        risks.add(Risk.of(
                "MASS_REMOVAL",
                Level.CRITICAL,
                change.origin(),
                new Text(
                        "%d noms de la zone disparaîtraient d'un coup.".formatted(lost),
                        "%d names of the zone would be gone at once.".formatted(lost)),
                new Text(
                        "Vérifiez que la nouvelle zone est entière et que c'est bien celle-ci.",
                        "Make sure that the new zone is whole and is the one that is meant.")));
    }
}
