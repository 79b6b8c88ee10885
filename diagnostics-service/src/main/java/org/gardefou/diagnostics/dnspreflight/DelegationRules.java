package org.gardefou.diagnostics.dnspreflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gardefou.diagnostics.dnspreflight.Risk.Level;
import org.gardefou.diagnostics.language.Text;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;

/** Whether the zone is still found and believed: NS, and DS against DNSKEY. */
final class DelegationRules {

    /** RSAMD5, DSA, RSASHA1 and their NSEC3 twins (RFC 8624): validators treat the zone as unsigned. */
    private static final Set<Integer> OLD_ALGORITHMS = Set.of(1, 3, 5, 6, 7);

    private static final int SHA1 = DNSSEC.Digest.SHA1;

    private DelegationRules() {}

    static List<Risk> of(Change change) {
        List<Risk> risks = new ArrayList<>();
        servers(change, risks);
        chain(change, risks);
        return risks;
    }

    private static void servers(Change change, List<Risk> risks) {
        Name origin = change.origin();
        List<NSRecord> before = change.before().at(origin, NSRecord.class);
        List<NSRecord> after = change.after().at(origin, NSRecord.class);
        if (before.isEmpty() && after.isEmpty()) return;
        if (after.isEmpty()) {
            risks.add(risk(
                    "NS_REMOVED",
                    Level.CRITICAL,
                    origin,
                    "La zone n'aurait plus de serveur de noms : site et courrier disparaîtraient.",
                    "The zone would have no name server any more: site and mail would be gone.",
                    "Gardez au moins deux enregistrements NS.",
                    "Keep at least two NS records."));
            return;
        }
        if (after.size() == 1)
            risks.add(risk(
                    "NS_ONLY_ONE",
                    Level.WARNING,
                    origin,
                    "Un seul serveur de noms : s'il s'arrête, tout s'arrête.",
                    "One name server only: when it stops, all stops.",
                    "Ajoutez-en un second, sur un autre réseau.",
                    "Add a second one, in another network."));
        for (NSRecord server : after) {
            Name target = server.getTarget();
            if (!change.after().at(target, CNAMERecord.class).isEmpty())
                risks.add(risk(
                        "NS_IS_ALIAS",
                        Level.ERROR,
                        origin,
                        "Le serveur de noms %s est un CNAME.".formatted(target),
                        "The name server %s is a CNAME.".formatted(target),
                        "Donnez-lui un enregistrement A ou AAAA.",
                        "Give it an A or AAAA record."));
            else if (change.after().answersFor(target) && !change.after().hasAddress(target))
                risks.add(risk(
                        "NS_WITHOUT_ADDRESS",
                        Level.ERROR,
                        origin,
                        "Le serveur de noms %s n'a pas d'adresse dans la zone.".formatted(target),
                        "The name server %s has no address in the zone.".formatted(target),
                        "Ajoutez son enregistrement A, et le même chez le registraire.",
                        "Add its A record, and the same at the registrar."));
        }
        leaves(change, before, after, risks);
    }

    private static void leaves(Change change, List<NSRecord> before, List<NSRecord> after, List<Risk> risks) {
        List<String> ours = change.hosting().nameServers().stream()
                .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""))
                .toList();
        if (ours.isEmpty() || before.stream().noneMatch(server -> isOf(ours, server))) return;
        if (after.stream().anyMatch(server -> isOf(ours, server))) return;
        risks.add(risk(
                "NS_LEAVES",
                Level.ERROR,
                change.origin(),
                "La zone quitterait nos serveurs de noms : ce qui est modifié ici n'aurait plus d'effet.",
                "The zone would leave our name servers: what is edited here would have no effect any more.",
                "Recopiez d'abord toute la zone chez le nouveau fournisseur, et retirez DNSSEC avant de partir.",
                "Copy the whole zone to the new provider first, and take DNSSEC off before you leave."));
        if (!change.after().at(change.origin(), DSRecord.class).isEmpty())
            risks.add(risk(
                    "DS_LEFT_BEHIND",
                    Level.CRITICAL,
                    change.origin(),
                    "Le DS reste chez le registraire alors que la zone change de serveurs : elle serait refusée par qui vérifie DNSSEC.",
                    "The DS stays at the registrar while the zone changes its servers: who checks DNSSEC would refuse it.",
                    "Retirez le DS, attendez son TTL, puis changez de serveurs.",
                    "Remove the DS, wait for its TTL, then change the servers."));
    }

    private static boolean isOf(List<String> ours, NSRecord server) {
        return ours.contains(server.getTarget().toString(true).toLowerCase(Locale.ROOT));
    }

    private static void chain(Change change, List<Risk> risks) {
        Name origin = change.origin();
        List<DSRecord> promised = change.after().at(origin, DSRecord.class);
        List<DNSKEYRecord> keys = change.after().at(origin, DNSKEYRecord.class);
        boolean keysKnown = !keys.isEmpty()
                || !change.before().at(origin, DNSKEYRecord.class).isEmpty();
        if (!promised.isEmpty()
                && keysKnown
                && promised.stream().noneMatch(ds -> keys.stream().anyMatch(key -> fits(ds, key))))
            risks.add(risk(
                    "DS_WITHOUT_KEY",
                    Level.CRITICAL,
                    origin,
                    "Aucune clé de la zone ne correspond au DS : la zone serait refusée par qui vérifie DNSSEC.",
                    "No key of the zone fits the DS: who checks DNSSEC would refuse the zone.",
                    "Publiez le DS de la clé actuelle, ou retirez le DS et attendez son TTL avant d'ôter la clé.",
                    "Publish the DS of the present key, or remove the DS and wait for its TTL before the key goes."));
        if (promised.stream().anyMatch(ds -> OLD_ALGORITHMS.contains(ds.getAlgorithm()) || ds.getDigestID() == SHA1))
            risks.add(risk(
                    "DNSSEC_OLD",
                    Level.WARNING,
                    origin,
                    "Le DS emploie un algorithme ou un condensat abandonné.",
                    "The DS uses an algorithm or a digest that is given up.",
                    "Passez à l'algorithme 13 et au condensat SHA-256.",
                    "Move to algorithm 13 and the digest SHA-256."));
    }

    private static boolean fits(DSRecord ds, DNSKEYRecord key) {
        if (ds.getFootprint() != key.getFootprint() || ds.getAlgorithm() != key.getAlgorithm()) return false;
        try {
            DSRecord own = new DSRecord(ds.getName(), ds.getDClass(), ds.getTTL(), ds.getDigestID(), key);
            return java.util.Arrays.equals(own.getDigest(), ds.getDigest());
        } catch (IllegalArgumentException e) {
            return true; // A digest that is not known here proves nothing.
        }
    }

    private static Risk risk(
            String rule, Level level, Name name, String fr, String en, String adviceFr, String adviceEn) {
        return Risk.of(rule, level, name, new Text(fr, en), new Text(adviceFr, adviceEn));
    }
}
