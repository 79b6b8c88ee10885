package org.gardefou.diagnostics.dnspreflight;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gardefou.diagnostics.dnspreflight.Risk.Level;
import org.gardefou.diagnostics.language.Text;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

/** CNAME records, and names that are written where they lead to nothing. */
final class AliasRules {

    /** Resolvers give up behind about as many. */
    private static final int LONGEST_CHAIN = 8;

    private AliasRules() {}

    static List<Risk> of(Change change) {
        List<Risk> risks = new ArrayList<>();
        for (Name name : change.after().names()) {
            List<CNAMERecord> aliases = change.after().at(name, CNAMERecord.class);
            if (aliases.isEmpty()) continue;
            besideOthers(change, name, aliases, risks);
            chain(change, name, risks);
            if (aliases.stream().anyMatch(alias -> nowhere(change.after(), alias.getTarget())))
                risks.add(nowhere(name, aliases.getFirst().getTarget()));
        }
        change.after().records().stream()
                .filter(record -> doubled(change.origin(), target(record)))
                .forEach(record -> risks.add(dotMissing(record)));
        return risks;
    }

    private static void besideOthers(Change change, Name name, List<CNAMERecord> aliases, List<Risk> risks) {
        boolean apex = name.equals(change.origin());
        boolean others = aliases.size() > 1
                || change.after().at(name).stream()
                        .anyMatch(record -> record.getType() != Type.CNAME
                                && record.getType() != Type.RRSIG
                                && record.getType() != Type.NSEC);
        if (!apex && !others) return;
        String shown = name.toString(true);
        risks.add(Risk.of(
                apex ? "CNAME_AT_APEX" : "CNAME_AND_OTHER_DATA",
                apex ? Level.CRITICAL : Level.ERROR,
                name,
                new Text(
                        apex
                                ? "Un CNAME sur le domaine lui-même rend tout le reste (NS, MX, SPF) sans effet : la zone serait refusée, ou le courrier perdu."
                                : "%s aurait un CNAME et d'autres enregistrements : la zone serait refusée, ou les autres ignorés."
                                        .formatted(shown),
                        apex
                                ? "A CNAME at the domain itself takes all the rest (NS, MX, SPF) out of effect: the zone would be refused, or mail lost."
                                : "%s would have a CNAME and other records: the zone would be refused, or the others ignored."
                                        .formatted(shown)),
                new Text(
                        "Mettez un enregistrement A ou AAAA, ou l'ALIAS de votre fournisseur s'il en a un.",
                        "Use an A or AAAA record, or your provider's ALIAS if it has one.")));
    }

    private static void chain(Change change, Name start, List<Risk> risks) {
        Set<Name> seen = new HashSet<>();
        Name at = start;
        while (seen.add(at)) {
            List<CNAMERecord> next = change.after().at(at, CNAMERecord.class);
            if (next.isEmpty()) break;
            at = next.getFirst().getTarget();
            if (at.equals(start)) {
                risks.add(Risk.of(
                        "CNAME_LOOP",
                        Level.ERROR,
                        start,
                        new Text(
                                "Le CNAME de %s tourne en rond.".formatted(start.toString(true)),
                                "The CNAME of %s leads round in a circle.".formatted(start.toString(true))),
                        new Text(
                                "Faites-le mener à un nom qui a une adresse.",
                                "Let it lead to a name with an address.")));
                return;
            }
        }
        if (seen.size() <= LONGEST_CHAIN) return;
        risks.add(Risk.of(
                "CNAME_CHAIN_LONG",
                Level.WARNING,
                start,
                new Text(
                        "Plus de %d CNAME se suivent : certains résolveurs abandonnent.".formatted(LONGEST_CHAIN),
                        "More than %d CNAMEs follow one another: some resolvers give up.".formatted(LONGEST_CHAIN)),
                new Text("Faites mener le premier au dernier.", "Let the first lead to the last.")));
    }

    /** Whether a name of the zone itself has nothing: of names elsewhere, the zone does not tell. */
    static boolean nowhere(Zone zone, Name target) {
        return zone.answersFor(target) && zone.answering(target).isEmpty();
    }

    private static Risk nowhere(Name name, Name target) {
        return Risk.of(
                "CNAME_TO_NOTHING",
                Level.ERROR,
                name,
                new Text(
                        "%s mène à %s, qui n'existe pas dans la zone.".formatted(name.toString(true), target),
                        "%s leads to %s, which is not in the zone.".formatted(name.toString(true), target)),
                new Text("Ajoutez ce nom, ou corrigez la cible.", "Add that name, or correct the target."));
    }

    private static Name target(Record record) {
        return switch (record) {
            case CNAMERecord alias -> alias.getTarget();
            case MXRecord mail -> mail.getTarget();
            case NSRecord server -> server.getTarget();
            case SRVRecord service -> service.getTarget();
            default -> Name.root;
        };
    }

    /** {@code mail.example.com.example.com.}: the last dot was forgotten. */
    private static boolean doubled(Name origin, Name target) {
        try {
            return target.subdomain(Name.concatenate(origin.relativize(Name.root), origin));
        } catch (NameTooLongException e) {
            return false;
        }
    }

    private static Risk dotMissing(Record record) {
        return Risk.of(
                "TRAILING_DOT_MISSING",
                Level.ERROR,
                record.getName(),
                new Text(
                        "La cible %s répète le nom de la zone : il lui manque le point final."
                                .formatted(target(record)),
                        "The target %s has the zone's name twice: its last dot is missing.".formatted(target(record))),
                new Text("Terminez la cible par un point.", "End the target with a dot."));
    }
}
