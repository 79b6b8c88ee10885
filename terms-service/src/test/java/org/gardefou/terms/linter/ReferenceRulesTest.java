package org.gardefou.terms.linter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.gardefou.kit.json.StrictJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of law that the product is built for: in the packs, or with the reason why no clause can declare what they ask for. */
class ReferenceRulesTest {

    private static final List<String> PACKS = RulePacks.read(StrictJson.apply(new ObjectMapper())).stream()
            .map(Rule::id)
            .toList();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FR-B2C-01",
                "FR-B2C-02",
                "FR-B2C-03",
                "FR-B2C-04",
                "FR-B2C-05",
                "FR-B2C-06",
                "FR-B2C-07",
                "FR-B2C-08",
                "FR-B2C-09",
                "FR-B2C-10",
                "FR-B2C-12",
                "FR-B2C-13",
                "FR-B2C-14",
                "FR-B2C-15",
                "FR-B2C-16",
                "FR-B2C-17",
                "FR-B2C-19",
                "FR-GEN-02",
                "FR-GEN-03",
                "FR-GEN-04",
                "FR-GEN-05",
                "FR-GEN-06B",
                "FR-GEN-07",
                "FR-GEN-08",
                "FR-GEN-09",
                "EU-01",
                "EU-02",
                "EU-03",
                "EU-04",
                "EU-05",
                "EU-06",
                "EU-07",
                "DE-01",
                "DE-02",
                "SMALL-PRO"
            })
    void whatClausesCanDeclareIsJudgedBeforePublication(String rule) {
        assertThat(PACKS).contains(rule);
    }

    /** Each with what does it instead. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FR-B2C-11 | delivery.ProvenJob        | that the confirmation reached this customer is a fact of each acceptance: it is sent, and acceptance.delivered says so
            FR-B2C-18 | ledger.Ledger             | what is kept for ten years is kept by deleting nothing: no words of a version can promise it better
            FR-GEN-01 | acceptance.Recording      | that these terms were known and accepted is proven by each acceptance; which document prevails says C01
            FR-GEN-06 | acceptance.Provenance     | how strong a proof is depends on who recorded the click, and where: each acceptance says so
            EU-08     | page.BrowserTest          | that the pages can be used by everybody is a matter of the pages: looked at in a browser
            """)
    void whatNoClauseCanDeclareIsDoneElsewhere(String rule, String where, String why) throws ClassNotFoundException {
        assertThat(PACKS).noneMatch(id -> id.equals(rule) || id.startsWith(rule + "-"));
        assertThat(Class.forName("org.gardefou.terms." + where)).isNotNull();
        assertThat(why).isNotBlank();
    }
}
