package org.gardefou.terms.risknotice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.gardefou.kit.json.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The level of a change, by its type and by what the report says of it. */
class RisksTest {

    private static final Path THEIR_CONTRACTS = Path.of("../diagnostics-service/src/main/resources/contracts");

    private final ObjectMapper json = new ObjectMapper();
    private final Risks risks = Risks.read(StrictJson.apply(new ObjectMapper()));

    @Test
    void everyTypeOfChangeThatTheContractsOfDiagnosticsHaveIsJudged() throws IOException {
        try (Stream<Path> files = Files.list(THEIR_CONTRACTS)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("site\\.[a-z-]+\\.v1\\.schema\\.json"))
                            .map(name -> name.replace(".v1.schema.json", ""))
                            .filter(type -> type.matches("site\\.(.*-(changed|updated|installed|activated|removed))")))
                    .containsExactlyInAnyOrderElementsOf(Kind.types());
        }
        assertThat(Arrays.stream(Kind.values()).map(risks::usual)).doesNotContainNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "site.dns-changed | {'name':'boutique.example MX'} | {} | {} | WARNING | dns-mail",
                "site.dns-changed | {'name':'www.boutique.example'} | {'A':'192.0.2.17'} | {'A':'192.0.2.18'} | WARNING | dns-address",
                "site.dns-changed | {'name':'boutique.example','recordType':'ns'} | {} | {} | DANGER | dns-delegation",
                "site.dns-changed | {'name':'_dmarc.boutique.example TXT'} | {} | {} | WARNING | dns-text",
                "site.dns-changed | {'name':'boutique.example CAA'} | {} | {} | WARNING | dns-authority",
                "site.dns-changed | {'name':'boutique.example'} | {} | {} | WARNING | dns",
                "site.cms-updated | {'name':'wordpress'} | {'version':'6.1.8'} | {'version':'6.1.9'} | WARNING | cms-patch",
                "site.cms-updated | {'name':'wordpress'} | {'version':'6.4'} | {'version':'6.4.1'} | WARNING | cms-patch",
                "site.cms-updated | {'name':'wordpress'} | {'version':'6.1.9'} | {'version':'6.2'} | DANGER | cms",
                "site.cms-updated | {'name':'prestashop'} | {'version':'1.7.6.9'} | {'version':'1.7.8.0'} | DANGER | cms",
                "site.cms-updated | {'name':'wordpress'} | {'version':'6.2'} | {'version':'6.1.9'} | DANGER | cms-back",
                "site.cms-updated | {'name':'wordpress'} | {} | {'version':'6.2'} | DANGER | cms",
                "site.plugin-updated | {'name':'x'} | {'version':'2.0.1'} | {'version':'2.0.2'} | DANGER | plugin",
                "site.plugin-updated | {'name':'x'} | {'version':'2.1'} | {'version':'2.0'} | DANGER | plugin-back",
                "site.php-changed | {'name':'php'} | {'version':'8.1'} | {'version':'8.2'} | DANGER | php",
                "site.php-changed | {'name':'php'} | {'version':'8.2.3'} | {'version':'8.2.4'} | INFO | php-patch",
                "site.php-changed | {'name':'memory_limit'} | {'value':'64M'} | {'value':'128M'} | WARNING | php-settings",
                "site.files-changed | {'name':'Configuration','path':'wp-config.php'} | {} | {} | DANGER | files-key",
                "site.files-changed | {'name':'.htaccess'} | {} | {} | DANGER | files-key",
                "site.files-changed | {'name':'a','path':'wp-content/uploads/2026/11/a.JPG'} | {} | {} | WARNING | files-media",
                "site.files-changed | {'name':'a','path':'wp-content/uploads/a.php.jpg'} | {} | {} | DANGER | files-upload-code",
                "site.files-changed | {'name':'a','path':'wp-content/themes/x/a.php'} | {} | {} | DANGER | files",
                "site.settings-changed | {'name':'cron'} | {} | {} | INFO | settings",
                "site.settings-changed | {'name':'SiteURL'} | {} | {} | WARNING | settings-address",
            })
    void theDetailsOfAChangeRaiseOrLowerIt(
            String type, String object, String before, String after, Risk level, String words) throws Exception {
        Details details = Details.of(read(object), read(before), read(after));

        assertThat(risks.judge(Kind.of(type), details)).isEqualTo(new Risks.Judged(level, words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'9999999999999999999999.1' | '2'",
                "'.' | '..'",
                "'v' | '1.2'",
                "'1.2 ; drop table' | ''",
            })
    void aVersionThatIsNoneIsNoFact(String before, String after) throws Exception {
        Details details = Details.of(
                MissingNode.getInstance(),
                json.createObjectNode().put("version", before),
                json.createObjectNode().put("version", after));

        assertThat(details.fact("step")).isEmpty();
        assertThat(risks.judge(Kind.CMS_UPDATED, details).words()).isEqualTo("cms");
    }

    private com.fasterxml.jackson.databind.JsonNode read(String text) throws JsonProcessingException {
        return json.readTree(text.replace('\'', '"'));
    }
}
