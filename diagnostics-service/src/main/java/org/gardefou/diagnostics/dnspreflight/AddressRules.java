package org.gardefou.diagnostics.dnspreflight;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gardefou.access.http.AddressGuard;
import org.gardefou.diagnostics.dnspreflight.Risk.Level;
import org.gardefou.diagnostics.language.Text;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Whether visitors still reach the site: A, AAAA, and wildcards that a new name takes out of effect. */
final class AddressRules {

    private static final AddressGuard PUBLIC = AddressGuard.allowing(List.of());

    private AddressRules() {}

    static List<Risk> of(Change change) {
        List<Risk> risks = new ArrayList<>();
        Set<Name> names = new TreeSet<>(change.before().names());
        names.addAll(change.after().names());
        for (Name name : names) {
            addressRemoved(change, name, risks);
            notPublic(change, name, risks);
            left(change, name, risks);
            shadowed(change, name, risks);
        }
        return risks;
    }

    private static void addressRemoved(Change change, Name name, List<Risk> risks) {
        boolean had = !addresses(change.before(), name).isEmpty()
                || !change.before().at(name, CNAMERecord.class).isEmpty();
        if (!had || change.after().hasAddress(name) || !change.after().answersFor(name)) return;
        risks.add(Risk.of(
                "ADDRESS_REMOVED",
                name.equals(change.origin()) ? Level.CRITICAL : Level.ERROR,
                name,
                new Text(
                        "%s n'aurait plus d'adresse : plus personne ne l'atteindrait.".formatted(shown(name)),
                        "%s would have no address any more: nobody would reach it.".formatted(shown(name))),
                new Text(
                        "Gardez un enregistrement A, AAAA ou CNAME, ou supprimez ce nom en connaissance de cause.",
                        "Keep an A, AAAA or CNAME record, or remove this name knowing that.")));
    }

    private static void notPublic(Change change, Name name, List<Risk> risks) {
        for (InetAddress address : addresses(change.after(), name)) {
            if (PUBLIC.permits(address) || addresses(change.before(), name).contains(address)) continue;
            if (change.hosting().addresses().contains(address.getHostAddress())) continue;
            risks.add(Risk.of(
                    "ADDRESS_NOT_PUBLIC",
                    Level.ERROR,
                    name,
                    new Text(
                            "%s mènerait à %s, une adresse qui n'existe pas sur Internet."
                                    .formatted(shown(name), address.getHostAddress()),
                            "%s would lead to %s, which is no address of the internet."
                                    .formatted(shown(name), address.getHostAddress())),
                    new Text("Mettez l'adresse publique du serveur.", "Set the server's public address.")));
        }
    }

    /** IPv4 and IPv6 move together, or half of the visitors go to the old place. */
    private static void left(Change change, Name name, List<Risk> risks) {
        List<String> ours = change.hosting().addresses();
        boolean was = addresses(change.before(), name).stream().anyMatch(is -> ours.contains(is.getHostAddress()));
        List<InetAddress> now = addresses(change.after(), name);
        if (was && !now.isEmpty() && now.stream().noneMatch(is -> ours.contains(is.getHostAddress()))) {
            risks.add(Risk.of(
                    "ADDRESS_LEAVES",
                    Level.ERROR,
                    name,
                    new Text(
                            "%s quitterait notre serveur : le site hébergé ici ne serait plus visible à ce nom."
                                    .formatted(shown(name)),
                            "%s would leave our server: the site hosted here would not be seen by this name any more."
                                    .formatted(shown(name))),
                    new Text(
                            "Copiez d'abord le site là-bas, ou gardez l'adresse %s.".formatted(String.join(", ", ours)),
                            "Copy the site there first, or keep the address %s.".formatted(String.join(", ", ours)))));
        }
        if (!change.added(name, ARecord.class).isEmpty()
                && !change.after().at(name, AAAARecord.class).isEmpty()
                && !change.changes(name, AAAARecord.class)
                && !change.before().at(name, ARecord.class).isEmpty()) {
            risks.add(Risk.of(
                    "AAAA_LEFT_BEHIND",
                    Level.WARNING,
                    name,
                    new Text(
                            "L'adresse IPv4 de %s change, son adresse IPv6 reste : une partie des visiteurs irait encore à l'ancien serveur."
                                    .formatted(shown(name)),
                            "The IPv4 address of %s changes and its IPv6 address stays: some visitors would still go to the old server."
                                    .formatted(shown(name))),
                    new Text(
                            "Changez aussi l'enregistrement AAAA, ou supprimez-le.",
                            "Change the AAAA record too, or remove it.")));
        }
    }

    /** A name of its own, even with a TXT record alone, is not covered by a wildcard any more (RFC 4592). */
    private static void shadowed(Change change, Name name, List<Risk> risks) {
        if (!change.before().at(name).isEmpty() || change.after().at(name).isEmpty()) return;
        if (name.isWild() || change.after().hasAddress(name) || !change.before().hasAddress(name)) return;
        if (name.toString().startsWith("_")) return;
        risks.add(Risk.of(
                "WILDCARD_SHADOWED",
                Level.WARNING,
                name,
                new Text(
                        "%s avait une adresse par le nom générique (*) ; avec un enregistrement à lui, il n'en aurait plus."
                                .formatted(shown(name)),
                        "%s had an address by the wildcard (*); with a record of its own it would have none any more."
                                .formatted(shown(name))),
                new Text(
                        "Ajoutez-lui aussi l'enregistrement A ou AAAA du nom générique.",
                        "Add the wildcard's A or AAAA record to it as well.")));
    }

    static List<InetAddress> addresses(Zone zone, Name name) {
        List<InetAddress> found = new ArrayList<>();
        for (Record record : zone.at(name)) {
            if (record instanceof ARecord a) found.add(a.getAddress());
            if (record instanceof AAAARecord aaaa) found.add(aaaa.getAddress());
        }
        return found;
    }

    private static String shown(Name name) {
        return name.toString(true);
    }
}
