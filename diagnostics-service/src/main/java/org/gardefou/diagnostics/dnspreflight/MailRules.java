package org.gardefou.diagnostics.dnspreflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gardefou.diagnostics.dnspreflight.Risk.Level;
import org.gardefou.diagnostics.language.Text;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;

/** Whether mail still arrives. */
final class MailRules {

    private MailRules() {}

    static List<Risk> of(Change change) {
        List<Risk> risks = new ArrayList<>();
        List<Name> receiving = change.after()
                .of(MXRecord.class)
                .map(MXRecord::getName)
                .distinct()
                .toList();
        change.before().of(MXRecord.class).map(MXRecord::getName).distinct().forEach(name -> {
            if (change.removes(name, MXRecord.class)) risks.add(removed(name));
        });
        receiving.forEach(name -> {
            List<MXRecord> servers = change.after().at(name, MXRecord.class);
            nullServer(name, servers, risks);
            servers.forEach(server -> target(change, server, risks));
            leaves(change, name, servers, risks);
        });
        return risks;
    }

    private static Risk removed(Name name) {
        return Risk.of(
                "MX_REMOVED",
                Level.CRITICAL,
                name,
                new Text(
                        "%s n'aurait plus de serveur de courrier : les messages seraient perdus ou refusés."
                                .formatted(name.toString(true)),
                        "%s would have no mail server any more: messages would be lost or refused."
                                .formatted(name.toString(true))),
                new Text(
                        "Gardez un enregistrement MX. Si ce nom ne doit rien recevoir, mettez « 0 . ».",
                        "Keep an MX record. If this name is to receive nothing, set \"0 .\"."));
    }

    /** RFC 7505: it says that there is no mail at all, so it stands alone. */
    private static void nullServer(Name name, List<MXRecord> servers, List<Risk> risks) {
        if (servers.size() < 2
                || servers.stream().noneMatch(server -> server.getTarget().equals(Name.root))) return;
        risks.add(Risk.of(
                "MX_NULL_BESIDE_OTHERS",
                Level.ERROR,
                name,
                new Text(
                        "« 0 . » dit que ce nom ne reçoit rien, et un autre MX dit le contraire.",
                        "\"0 .\" says that this name receives nothing, and another MX says otherwise."),
                new Text("Gardez l'un ou l'autre.", "Keep the one or the other.")));
    }

    private static void target(Change change, MXRecord server, List<Risk> risks) {
        Name target = server.getTarget();
        String shown = target.toString(true);
        if (target.equals(Name.root)) return;
        if (shown.matches("[0-9]+(\\.[0-9]+){3}(\\..*)?") || shown.contains(":")) {
            risks.add(mail(
                    "MX_IS_ADDRESS",
                    server,
                    "Le MX mène à une adresse IP, il doit mener à un nom.",
                    "The MX leads to an IP address; it must lead to a name."));
        } else if (!change.after().at(target, CNAMERecord.class).isEmpty()) {
            risks.add(mail(
                    "MX_IS_ALIAS",
                    server,
                    "Le MX mène à %s, qui est un CNAME : beaucoup de serveurs le refusent.".formatted(shown),
                    "The MX leads to %s, which is a CNAME: many servers refuse that.".formatted(shown)));
        } else if (change.after().answersFor(target) && !change.after().hasAddress(target)) {
            risks.add(mail(
                    "MX_WITHOUT_ADDRESS",
                    server,
                    "Le MX mène à %s, qui n'a pas d'adresse.".formatted(shown),
                    "The MX leads to %s, which has no address.".formatted(shown)));
        }
    }

    private static Risk mail(String rule, MXRecord server, String fr, String en) {
        return Risk.of(
                rule,
                Level.ERROR,
                server.getName(),
                new Text(fr, en),
                new Text(
                        "Faites mener le MX à un nom qui a un enregistrement A ou AAAA.",
                        "Let the MX lead to a name that has an A or AAAA record."));
    }

    private static void leaves(Change change, Name name, List<MXRecord> servers, List<Risk> risks) {
        List<String> ours =
                change.hosting().mailServers().stream().map(MailRules::plain).toList();
        if (ours.isEmpty()
                || servers.stream()
                        .anyMatch(
                                server -> ours.contains(plain(server.getTarget().toString())))) return;
        if (change.before().at(name, MXRecord.class).stream()
                .noneMatch(server -> ours.contains(plain(server.getTarget().toString())))) return;
        risks.add(Risk.of(
                "MX_LEAVES",
                Level.ERROR,
                name,
                new Text(
                        "Le courrier de %s n'arriverait plus dans les boîtes qui sont ici."
                                .formatted(name.toString(true)),
                        "Mail of %s would not arrive in the mailboxes that are here any more."
                                .formatted(name.toString(true))),
                new Text(
                        "Créez d'abord les boîtes chez le nouveau fournisseur, et relevez celles d'ici encore quelques jours.",
                        "Create the mailboxes at the new provider first, and read those here for some more days.")));
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
