package org.gardefou.backup.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gardefou.backup.panel.PanelDifferenceRule.Line;
import org.gardefou.backup.panel.PanelDocument.Account;
import org.gardefou.backup.panel.PanelDocument.CronEntry;
import org.gardefou.backup.panel.PanelDocument.Dns;
import org.gardefou.backup.panel.PanelDocument.Filter;
import org.gardefou.backup.panel.PanelDocument.Forwarder;
import org.gardefou.backup.panel.PanelDocument.Mail;
import org.gardefou.backup.panel.PanelDocument.Zone;
import org.gardefou.backup.panel.PanelDocument.ZoneRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PanelRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    curl https://cron:hunter2@example.org/run         | curl https://cron:[secret]@example.org/run
                    mysqldump -u boutique -phunter2 boutique > x.sql  | mysqldump -u boutique -p[secret] boutique > x.sql
                    mariadb-dump --password=hunter2 boutique          | mariadb-dump --password=[secret] boutique
                    tool --db-password 'hunter 2' run                 | tool --db-password [secret] run
                    MYSQL_PWD=hunter2 mysql boutique                  | MYSQL_PWD=[secret] mysql boutique
                    wget -q 'https://example.org/wp-cron.php?key=hunter2&x=1' | wget -q 'https://example.org/wp-cron.php?key=[secret]&x=1'
                    curl -H 'Authorization: Bearer hunter2' https://x | curl -H 'Authorization: Bearer [secret]' https://x
                    curl -u admin:hunter2 https://x                   | curl -u admin:[secret] https://x
                    php /home/b/htdocs/wp-cron.php --quiet            | php /home/b/htdocs/wp-cron.php --quiet
                    rsync -p -u a/ b/                                 | rsync -p -u a/ b/
                    """)
    void secretsInCommandsAreTakenOut(String command, String kept) {
        assertThat(SecretRule.withoutSecrets(command)).isEqualTo(kept);
    }

    @Test
    void aCommandIsNotMistakenForASecret() {
        String command =
                "php bypass.php | mail -s passage me@example.org; ssh-keygen -t ed25519 -f key; tar cf tokens.tar tokens";
        assertThat(SecretRule.withoutSecrets(command)).isEqualTo(command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$6$rounds=5000$saltsalt$abcdefghijklmnopqrstuvwxyz0123456789",
                "$2y$10$abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop",
                "{SHA512-CRYPT}$6$abc",
                "{SSHA}aGVsbG8gd29ybGQ=",
                "-----BEGIN RSA PRIVATE KEY-----"
            })
    void hashesOfPasswordsAndKeysAreRefusedWhereverTheyStand(String secret) {
        PanelDocument given = new PanelDocument(
                new Dns(List.of(new Zone(
                        "boutique.example", "x " + secret, List.of(new ZoneRecord("@", "TXT", null, secret))))),
                List.of(new CronEntry("@daily", "echo '" + secret + "'", null)),
                new Mail(null, null, List.of(new Filter(null, "f", secret))));
        assertThat(SecretRule.refused(given))
                .containsExactly(
                        "/dns/zones/0/text", "/dns/zones/0/records/0/value", "/cron/0/command", "/mail/filters/0/rule");
    }

    @Test
    void whatIsPublicInAZoneIsKeptAsItIs() {
        ZoneRecord dkim = new ZoneRecord(
                "k._domainkey", "TXT", 3600, "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDX");
        PanelDocument given =
                new PanelDocument(new Dns(List.of(new Zone("boutique.example", null, List.of(dkim)))), null, null);
        assertThat(SecretRule.refused(given)).isEmpty();
        assertThat(SecretRule.keep(given).document()).isEqualTo(given);
    }

    @Test
    void theDifferenceIsToldSettingBySetting() {
        PanelDocument then = new PanelDocument(
                new Dns(List.of(new Zone(
                        "b.example",
                        null,
                        List.of(
                                new ZoneRecord("www", "A", 60, "192.0.2.1"),
                                new ZoneRecord("@", "MX", 60, "10 mx"),
                                new ZoneRecord("@", "MX", 60, "20 mx"))))),
                List.of(new CronEntry("@daily", "php cron.php", true)),
                new Mail(
                        List.of(new Account("a@b.example", 5L, null)),
                        List.of(new Forwarder("i@b.example", List.of("a@b.example"))),
                        null));
        PanelDocument now = new PanelDocument(
                new Dns(List.of(new Zone(
                        "b.example",
                        null,
                        List.of(
                                new ZoneRecord("@", "MX", 60, "20 mx"),
                                new ZoneRecord("@", "MX", 60, "10 mx"),
                                new ZoneRecord("www", "A", 60, "192.0.2.2"))))),
                List.of(new CronEntry("@daily", "php cron.php", null)),
                new Mail(null, null, List.of(new Filter(null, "spam", "discard"))));
        assertThat(PanelDifferenceRule.between(then, now))
                .containsExactly(
                        new Line("dns", "b.example www A", "60 192.0.2.1", "60 192.0.2.2"),
                        new Line("mail", "account a@b.example", "5 bytes", null),
                        new Line("mail", "filter spam", null, "discard"),
                        new Line("mail", "forwarder i@b.example", "a@b.example", null));
        assertThat(PanelDifferenceRule.between(now, now)).isEmpty();
    }
}
