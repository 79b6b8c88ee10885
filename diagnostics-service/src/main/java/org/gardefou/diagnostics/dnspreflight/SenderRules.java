package org.gardefou.diagnostics.dnspreflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.gardefou.diagnostics.dnspreflight.Risk.Level;
import org.gardefou.diagnostics.language.Text;
import org.xbill.DNS.Name;
import org.xbill.DNS.TXTRecord;

/** Whether mail that is sent is still believed: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489). */
final class SenderRules {

    /** RFC 7208, section 4.6.4. */
    private static final int MOST_LOOKUPS = 10;

    /** A public key of 1,024 bits, in base 64; receivers ignore shorter ones (RFC 8301). */
    private static final int SHORTEST_KEY = 200;

    private SenderRules() {}

    static List<Risk> of(Change change) {
        List<Risk> risks = new ArrayList<>();
        Set<Name> names = new TreeSet<>(change.before().names());
        names.addAll(change.after().names());
        for (Name name : names) {
            spf(change, name, risks);
            String first = name.toString().toLowerCase(Locale.ROOT);
            if (first.startsWith("_dmarc.")) dmarc(change, name, risks);
            if (first.contains("._domainkey.")) dkim(change, name, risks);
        }
        return risks;
    }

    private static void spf(Change change, Name name, List<Risk> risks) {
        List<String> before = texts(change.before(), name, "v=spf1");
        List<String> after = texts(change.after(), name, "v=spf1");
        if (!before.isEmpty() && after.isEmpty())
            risks.add(risk(
                    "SPF_REMOVED",
                    Level.ERROR,
                    name,
                    "SPF disparaîtrait : les messages envoyés finiraient plus souvent dans les indésirables.",
                    "SPF would be gone: messages that are sent would end as spam more often.",
                    "Gardez l'enregistrement TXT « v=spf1 … ».",
                    "Keep the TXT record \"v=spf1 …\"."));
        if (after.size() > 1)
            risks.add(risk(
                    "SPF_TWICE",
                    Level.ERROR,
                    name,
                    "Deux enregistrements SPF s'annulent : les destinataires n'en croient aucun.",
                    "Two SPF records cancel each other: receivers believe neither.",
                    "Réunissez-les en un seul « v=spf1 … ».",
                    "Make one \"v=spf1 …\" of them."));
        after.forEach(text -> spfTerms(name, text.toLowerCase(Locale.ROOT), risks));
    }

    private static void spfTerms(Name name, String spf, List<Risk> risks) {
        List<String> terms = List.of(spf.split("\\s+"));
        if (terms.contains("+all") || terms.contains("all"))
            risks.add(risk(
                    "SPF_ALLOWS_ALL",
                    Level.ERROR,
                    name,
                    "« +all » permet à n'importe qui d'envoyer en votre nom.",
                    "\"+all\" lets anybody send in your name.",
                    "Terminez par « -all » ou « ~all ».",
                    "End with \"-all\" or \"~all\"."));
        if (terms.stream().anyMatch(term -> term.matches("[+?~-]?ptr(:.*)?")))
            risks.add(risk(
                    "SPF_PTR",
                    Level.NOTICE,
                    name,
                    "« ptr » est abandonné, et beaucoup de destinataires l'ignorent.",
                    "\"ptr\" is given up, and many receivers ignore it.",
                    "Nommez les serveurs par « ip4 », « ip6 », « a » ou « include ».",
                    "Name the servers by \"ip4\", \"ip6\", \"a\" or \"include\"."));
        long lookups = terms.stream()
                .filter(term -> term.matches("([+?~-]?(include|exists):.*|redirect=.*|[+?~-]?(a|mx|ptr)([:/].*)?)"))
                .count();
        if (lookups > MOST_LOOKUPS)
            risks.add(risk(
                    "SPF_TOO_MANY_LOOKUPS",
                    Level.ERROR,
                    name,
                    "SPF demande %d recherches, et %d sont permises : il ne vaut plus rien."
                            .formatted(lookups, MOST_LOOKUPS),
                    "SPF asks for %d look-ups, and %d are allowed: it is void.".formatted(lookups, MOST_LOOKUPS),
                    "Remplacez des « include » et des noms par leurs adresses.",
                    "Put addresses in the place of some \"include\" and names."));
    }

    private static void dmarc(Change change, Name name, List<Risk> risks) {
        List<String> before = texts(change.before(), name, "v=dmarc1");
        List<String> after = texts(change.after(), name, "v=dmarc1");
        if (!before.isEmpty() && after.isEmpty())
            risks.add(risk(
                    "DMARC_REMOVED",
                    Level.WARNING,
                    name,
                    "DMARC disparaîtrait : de grands destinataires l'exigent.",
                    "DMARC would be gone: large receivers demand it.",
                    "Gardez l'enregistrement, au moins avec « p=none ».",
                    "Keep the record, at least with \"p=none\"."));
        if (after.size() > 1)
            risks.add(risk(
                    "DMARC_TWICE",
                    Level.ERROR,
                    name,
                    "Deux enregistrements DMARC s'annulent.",
                    "Two DMARC records cancel each other.",
                    "N'en gardez qu'un.",
                    "Keep one."));
        after.stream()
                .map(SenderRules::policy)
                .filter(p -> !Set.of("none", "quarantine", "reject").contains(p))
                .forEach(p -> risks.add(risk(
                        "DMARC_BAD_POLICY",
                        Level.ERROR,
                        name,
                        "DMARC n'a pas de règle « p= » valable : il est ignoré.",
                        "DMARC has no valid policy \"p=\": it is ignored.",
                        "Mettez « p=none », « p=quarantine » ou « p=reject ».",
                        "Set \"p=none\", \"p=quarantine\" or \"p=reject\".")));
        boolean stricter = after.stream().anyMatch(text -> policy(text).equals("reject"))
                && before.stream().noneMatch(text -> policy(text).equals("reject"));
        if (stricter)
            risks.add(risk(
                    "DMARC_TIGHTENED",
                    Level.WARNING,
                    name,
                    "Avec « p=reject », tout message que ni SPF ni DKIM ne couvrent est refusé.",
                    "With \"p=reject\" every message that neither SPF nor DKIM covers is refused.",
                    "Passez d'abord par « p=none » et lisez les rapports.",
                    "Go by \"p=none\" first and read the reports."));
    }

    private static String policy(String dmarc) {
        for (String tag : dmarc.toLowerCase(Locale.ROOT).split(";"))
            if (tag.strip().startsWith("p=")) return tag.strip().substring(2).strip();
        return "";
    }

    private static void dkim(Change change, Name name, List<Risk> risks) {
        List<String> before = texts(change.before(), name, "");
        List<String> after = texts(change.after(), name, "");
        boolean delegated =
                !change.after().at(name, org.xbill.DNS.CNAMERecord.class).isEmpty();
        if (!before.isEmpty() && after.isEmpty() && !delegated)
            risks.add(risk(
                    "DKIM_REMOVED",
                    Level.ERROR,
                    name,
                    "La clé DKIM disparaîtrait : les messages signés avec elle ne seraient plus crus.",
                    "The DKIM key would be gone: messages signed with it would not be believed any more.",
                    "Gardez-la tant qu'un serveur signe avec ce sélecteur, et quelques jours après.",
                    "Keep it as long as a server signs with this selector, and some days more."));
        after.forEach(text -> key(name, text, risks));
    }

    private static void key(Name name, String dkim, List<Risk> risks) {
        for (String tag : dkim.split(";")) {
            String[] parts = tag.strip().split("=", 2);
            if (parts.length < 2 || !parts[0].strip().equals("p")) continue;
            String key = parts[1].replaceAll("\\s", "");
            if (key.isEmpty()) {
                risks.add(risk(
                        "DKIM_REVOKED",
                        Level.WARNING,
                        name,
                        "« p= » vide : cette clé DKIM est révoquée.",
                        "An empty \"p=\": this DKIM key is revoked.",
                        "Vérifiez qu'aucun serveur ne signe plus avec ce sélecteur.",
                        "Make sure that no server signs with this selector any more."));
            } else if (!key.matches("[A-Za-z0-9+/]+=*") || (!dkim.contains("ed25519") && key.length() < SHORTEST_KEY)) {
                risks.add(risk(
                        "DKIM_KEY_BROKEN",
                        Level.ERROR,
                        name,
                        "La clé DKIM est tronquée, mal copiée ou plus courte que 1024 bits.",
                        "The DKIM key is cut off, badly copied or shorter than 1,024 bits.",
                        "Recopiez la clé entière, sans guillemets ni espaces.",
                        "Copy the whole key again, without quotes or spaces."));
            }
        }
    }

    /** The texts of a name, their strings put together as readers do. */
    private static List<String> texts(Zone zone, Name name, String beginning) {
        return zone.at(name, TXTRecord.class).stream()
                .map(record -> String.join("", record.getStrings()))
                .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(beginning))
                .filter(text -> beginning.isEmpty()
                        || text.length() == beginning.length()
                        || " ;".indexOf(text.charAt(beginning.length())) >= 0)
                .toList();
    }

    private static Risk risk(
            String rule, Level level, Name name, String fr, String en, String adviceFr, String adviceEn) {
        return Risk.of(rule, level, name, new Text(fr, en), new Text(adviceFr, adviceEn));
    }
}
