package org.gardefou.backup.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.gardefou.backup.panel.PanelDocument.CronEntry;
import org.gardefou.backup.panel.PanelDocument.Zone;
import org.gardefou.backup.panel.PanelDocument.ZoneRecord;

/**
 * Keeps what opens something out of panel settings: a hash of a password or a private key is refused wherever it stands, since nobody needs it there;
 * a password in a cron command is taken out, since the rest of the command is worth keeping. Pure.
 */
final class SecretRule {

    static final String GONE = "[secret]";

    /** crypt(3) in all its kinds, LDAP's and Dovecot's schemes, and keys in PEM. */
    private static final Pattern OPENING = Pattern.compile(
            "\\$(?:1|2[abxy]?|5|6|7|y|gy|P|H|apr1|sha1|argon2(?:i|d|id))\\$[A-Za-z0-9./$=,+-]{16,}"
                    + "|\\{(?:S?SHA(?:256|512)?|S?MD5|(?:MD5|SHA256|SHA512|BLF)-CRYPT|CRYPT|PBKDF2|ARGON2(?:I|ID)?|PLAIN|CRAM-MD5|SCRAM-SHA-[0-9]+)(?:\\.[A-Za-z0-9]+)?\\}\\S{4,}"
                    + "|-----BEGIN [A-Z ]{0,20}PRIVATE KEY",
            Pattern.CASE_INSENSITIVE);

    private static final String NAMES =
            "(?:password|passwd|passphrase|pass|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)";

    private static final String VALUE = "(\"[^\"]{1,500}\"|'[^']{1,500}'|[^\\s&;|<>\"']{1,500})";

    /** What stands in front of a secret in a command, and the secret behind it. */
    private static final List<Pattern> IN_COMMANDS = List.of(
            Pattern.compile("(://[^/\\s:@'\"]{0,200}:)([^/\\s@'\"]{1,500})(?=@)"),
            Pattern.compile("(?i)((?<![a-z0-9])" + NAMES + "(?:=|:\\s?))" + VALUE),
            Pattern.compile("(?i)((?<!\\S)--?[a-z-]{0,40}" + NAMES + "\\s+)" + VALUE),
            Pattern.compile("(?i)([?&](?:key|auth|sig|signature|code|hash)=)([^\\s&;|<>\"']{1,500})"),
            Pattern.compile("(?i)(authorization:\\s{0,3}(?:(?:basic|bearer|digest)\\s{1,3})?)([^\\s\"']{1,2000})"),
            // curl's user with a password, and the clients of MySQL, which take one without a space.
            Pattern.compile("((?:^|\\s)(?:-u|--user)[ =]?[^\\s:'\"]{1,100}:)([^\\s'\"]{1,500})"),
            Pattern.compile(
                    "(\\bmysql(?:dump|admin)?\\b[^|;&]{0,500}\\s-p)([^\\s'\"]{1,500}|'[^']{1,500}'|\"[^\"]{1,500}\")"),
            Pattern.compile(
                    "(\\bmariadb(?:-dump|-admin)?\\b[^|;&]{0,500}\\s-p)([^\\s'\"]{1,500}|'[^']{1,500}'|\"[^\"]{1,500}\")"));

    private SecretRule() {}

    /**
     * What is kept.
     *
     * @param stripped where something was taken out, as JSON pointers
     */
    record Kept(PanelDocument document, List<String> stripped) {}

    static Kept keep(PanelDocument given) {
        List<CronEntry> cron = new ArrayList<>();
        List<String> stripped = new ArrayList<>();
        for (int i = 0; i < given.cronEntries().size(); i++) {
            CronEntry entry = given.cronEntries().get(i);
            String without = withoutSecrets(entry.command());
            if (!without.equals(entry.command())) stripped.add("/cron/" + i + "/command");
            cron.add(entry.running(without));
        }
        return new Kept(given.with(List.copyOf(cron)), List.copyOf(stripped));
    }

    static String withoutSecrets(String command) {
        String text = command;
        for (Pattern pattern : IN_COMMANDS) text = pattern.matcher(text).replaceAll("$1" + GONE);
        return text;
    }

    /** Where the hash of a password or a private key stands, as JSON pointers. */
    static List<String> refused(PanelDocument given) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < given.zones().size(); i++) {
            Zone zone = given.zones().get(i);
            look(zone.text() == null ? "" : zone.text(), "/dns/zones/" + i + "/text", found);
            List<ZoneRecord> records = zone.records() == null ? List.of() : zone.records();
            for (int j = 0; j < records.size(); j++) {
                look(records.get(j).value(), "/dns/zones/" + i + "/records/" + j + "/value", found);
            }
        }
        for (int i = 0; i < given.cronEntries().size(); i++) {
            look(given.cronEntries().get(i).command(), "/cron/" + i + "/command", found);
        }
        if (given.mail() != null && given.mail().filters() != null) {
            for (int i = 0; i < given.mail().filters().size(); i++) {
                look(given.mail().filters().get(i).rule(), "/mail/filters/" + i + "/rule", found);
            }
        }
        return List.copyOf(found);
    }

    private static void look(String text, String pointer, List<String> found) {
        if (OPENING.matcher(text).find()) found.add(pointer);
    }
}
