package org.gardefou.diagnostics.dnspreflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import org.gardefou.diagnostics.dnspreflight.Risk.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Name;

class PreflightRulesTest {

    private static final Name ORIGIN = Name.fromConstantString("boutique.example.");
    private static final String KEY = "A".repeat(216);

    private static final Hosting OURS = new Hosting(
            List.of("192.0.2.18"),
            List.of("ns1.hoster.example"),
            List.of("mail.hoster.example"),
            List.of("letsencrypt.org"));

    /** A zone in which nothing is wrong. */
    private static final String GOOD = """
            @ 3600 IN SOA ns1.hoster.example. admin.hoster.example. 7 3600 600 604800 900
            @ 3600 IN NS ns1.hoster.example.
            @ 3600 IN NS ns2.hoster.example.
            @ 3600 IN A 192.0.2.18
            @ 3600 IN MX 10 mail.hoster.example.
            @ 7200 IN TXT "v=spf1 mx include:_spf.hoster.example -all"
            @ 3600 IN CAA 0 issue "letsencrypt.org"
            @ 3600 IN DS 1 13 2 0000000000000000000000000000000000000000000000000000000000000000
            _dmarc 3600 IN TXT "v=DMARC1; p=quarantine"
            k1._domainkey 3600 IN TXT "v=DKIM1; k=rsa; p=KEY"
            www 3600 IN CNAME @
            mobile 3600 IN A 192.0.2.18
            mobile 3600 IN AAAA 2a00:1450::18
            autodiscover 3600 IN CNAME mail.hoster.example.
            * 3600 IN A 192.0.2.18
            """.replace("KEY", KEY);

    @Test
    void aZoneThatStaysAsItIsHasNoRisk() {
        assertThat(risks(GOOD, GOOD)).isEmpty();
        assertThat(PreflightRules.oldSeenFor(change(GOOD, GOOD))).isZero();
    }

    @Test
    void aNewNameThatIsWholeHasNoRiskAndIsSeenBehindTheTimeOfDenials() {
        String after = GOOD.replace(" 7 3600", " 8 3600") + "shop 300 IN A 192.0.2.18\n";

        assertThat(risks(GOOD, after)).isEmpty();
        assertThat(PreflightRules.oldSeenFor(change(GOOD, after))).isEqualTo(900);
    }

    /** Each line of the good zone replaced by another breaks one thing, and is told as that. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            @ 3600 IN A 192.0.2.18                       |                                            | ADDRESS_REMOVED      | CRITICAL
            @ 3600 IN A 192.0.2.18                       | @ 3600 IN A 93.184.216.34                  | ADDRESS_LEAVES       | ERROR
            @ 3600 IN A 192.0.2.18                       | @ 3600 IN A 10.0.0.7                       | ADDRESS_NOT_PUBLIC   | ERROR
            mobile 3600 IN A 192.0.2.18                  | mobile 3600 IN A 93.184.216.34             | AAAA_LEFT_BEHIND     | WARNING
            * 3600 IN A 192.0.2.18                       | * 3600 IN A 192.0.2.18\\nshop 60 IN TXT x   | WILDCARD_SHADOWED    | WARNING
            @ 3600 IN A 192.0.2.18                       | @ 3600 IN CNAME site.other.example.        | CNAME_AT_APEX        | CRITICAL
            www 3600 IN CNAME @                          | www 3600 IN CNAME @\\nwww 60 IN TXT x       | CNAME_AND_OTHER_DATA | ERROR
            www 3600 IN CNAME @                          | www 3600 IN CNAME www                      | CNAME_LOOP           | ERROR
            www 3600 IN CNAME @                          | www 3600 IN CNAME gone.mobile              | CNAME_TO_NOTHING     | ERROR
            www 3600 IN CNAME @                          | www 3600 IN CNAME boutique.example         | TRAILING_DOT_MISSING | ERROR
            @ 3600 IN MX 10 mail.hoster.example.         |                                            | MX_REMOVED           | CRITICAL
            @ 3600 IN MX 10 mail.hoster.example.         | @ 3600 IN MX 10 mx.other.example.          | MX_LEAVES            | ERROR
            @ 3600 IN MX 10 mail.hoster.example.         | @ 3600 IN MX 10 192.0.2.18.                | MX_IS_ADDRESS        | ERROR
            @ 3600 IN MX 10 mail.hoster.example.         | @ 3600 IN MX 10 www                        | MX_IS_ALIAS          | ERROR
            @ 3600 IN MX 10 mail.hoster.example.         | @ 3600 IN MX 10 mx.mobile                  | MX_WITHOUT_ADDRESS   | ERROR
            @ 3600 IN MX 10 mail.hoster.example.         | @ 3600 IN MX 10 mail.hoster.example.\\n@ 3600 IN MX 0 . | MX_NULL_BESIDE_OTHERS | ERROR
            @ 7200 IN TXT "v=spf1 mx include:_spf.hoster.example -all" |                              | SPF_REMOVED          | ERROR
            _dmarc 3600 IN TXT "v=DMARC1; p=quarantine"  | @ 3600 IN TXT "v=spf1 -all"                | SPF_TWICE            | ERROR
            include:_spf.hoster.example -all             | +all                                       | SPF_ALLOWS_ALL       | ERROR
            include:_spf.hoster.example -all             | ptr -all                                   | SPF_PTR              | NOTICE
            include:_spf.hoster.example -all             | a:a a:b a:c a:d a:e a:f a:g a:h a:i a:j -all | SPF_TOO_MANY_LOOKUPS | ERROR
            _dmarc 3600 IN TXT "v=DMARC1; p=quarantine"  |                                            | DMARC_REMOVED        | WARNING
            p=quarantine                                 | p=strict                                   | DMARC_BAD_POLICY     | ERROR
            p=quarantine                                 | p=reject                                   | DMARC_TIGHTENED      | WARNING
            _dmarc 3600 IN TXT "v=DMARC1; p=quarantine"  | _dmarc 3600 IN TXT "v=DMARC1; p=none"\\n_dmarc 3600 IN TXT "v=DMARC1; p=quarantine" | DMARC_TWICE | ERROR
            k1._domainkey                                | k2._domainkey                              | DKIM_REMOVED         | ERROR
            p=AAAAAAAAAAAAAAAAAAAAA                      | p=“                                        | DKIM_KEY_BROKEN      | ERROR
            k=rsa;                                       | k=rsa; p=;                                 | DKIM_REVOKED         | WARNING
            @ 3600 IN NS ns2.hoster.example.             |                                            | NS_ONLY_ONE          | WARNING
            .hoster.example.\\n@ 3600 IN NS ns2           | .other.example.\\n@ 3600 IN NS ns3          | NS_LEAVES            | ERROR
            .hoster.example.\\n@ 3600 IN NS ns2           | .other.example.\\n@ 3600 IN NS ns3          | DS_LEFT_BEHIND       | CRITICAL
            NS ns2.hoster.example.                       | NS www                                     | NS_IS_ALIAS          | ERROR
            NS ns2.hoster.example.                       | NS ns.mobile                               | NS_WITHOUT_ADDRESS   | ERROR
            @ 3600 IN DS                                 | @ 3600 IN DNSKEY 257 3 13 AwEAAag=\\n@ 3600 IN DS | DS_WITHOUT_KEY    | CRITICAL
            IN DS 1 13 2                                 | IN DS 1 5 2                                | DNSSEC_OLD           | WARNING
            letsencrypt.org                              | other.example                              | CAA_EXCLUDES_ISSUER  | ERROR
            mobile 3600 IN A                             | mobile 0 IN A                              | TTL_ZERO             | WARNING
            mobile 3600 IN A 192.0.2.18                  | mobile 3600 IN A 192.0.2.18\\nnew 60 IN A 192.0.2.18 | SERIAL_NOT_RAISED | WARNING
            autodiscover                                 | other                                      | SERVICE_REMOVED      | WARNING
            """)
    void whatBreaksIsTold(String line, String instead, String rule, Level level) {
        String from = line.replace("\\n", "\n");
        assertThat(GOOD).contains(from);
        String after = GOOD.replace(from, instead == null ? "" : instead.replace("\\n", "\n"));

        assertThat(risks(GOOD, after)).anySatisfy(risk -> {
            assertThat(risk.rule()).isEqualTo(rule);
            assertThat(risk.level()).isEqualTo(level);
        });
    }

    @Test
    void aZoneThatIsEmptiedLosesItsServersAndIsToldAsAMistakeBeforeAllElse() {
        List<Risk> risks = risks(GOOD, "");

        assertThat(risks.getFirst().level()).isEqualTo(Level.CRITICAL);
        assertThat(risks).extracting(Risk::rule).contains("MASS_REMOVAL", "NS_REMOVED", "MX_REMOVED");
    }

    @Test
    void aChainOfManyAliasesIsTold() {
        StringBuilder chain = new StringBuilder(GOOD);
        for (int i = 0; i < 9; i++) chain.append("c%d 60 IN CNAME c%d\n".formatted(i, i + 1));
        chain.append("c9 60 IN A 192.0.2.18\n");

        assertThat(risks(GOOD, chain.toString())).extracting(Risk::rule).contains("CNAME_CHAIN_LONG");
    }

    @Test
    void aLongTimeBeforeAMoveIsToldWithWhatToDo() {
        String before = GOOD.replace("@ 3600 IN A", "@ 172800 IN A");
        String after = GOOD.replace("IN A 192.0.2.18", "IN A 93.184.216.34");

        assertThat(risks(before, after)).extracting(Risk::rule).contains("TTL_LONG_BEFORE_MOVE");
        assertThat(PreflightRules.oldSeenFor(change(before, after))).isEqualTo(172_800);
    }

    /** No file of this machine is read, no line makes a million, and nothing of another zone gets in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$INCLUDE /etc/passwd",
                "$GENERATE 1-1000000 h$ A 192.0.2.18",
                "@ IN A 999.1.1.1",
                "@ IN NOTYPE x",
                "www.other.example. IN A 192.0.2.18",
                "@ IN TXT \"never closed",
                "\u0000"
            })
    void whatIsNoZoneIsRefusedWithItsPlace(String text) {
        assertThatThrownBy(() -> zone(text))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getStatusCode())
                        .isEqualTo(400));
    }

    private static List<Risk> risks(String before, String after) {
        return PreflightRules.risks(change(before, after));
    }

    private static Change change(String before, String after) {
        return new Change(zone(before), zone(after), OURS);
    }

    private static Zone zone(String text) {
        return new ZoneText(null, text).zone(ORIGIN, "/after");
    }
}
