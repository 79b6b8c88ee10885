package org.gardefou.support.supportcase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.UUID;
import org.gardefou.support.supportcase.CaseListener.Diagnosed;
import org.gardefou.support.supportcase.CaseListener.ProposalTold;
import org.gardefou.support.supportcase.CaseListener.RestoreTold;
import org.gardefou.support.testing.Goldens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The producers' examples, read as this feature reads them. */
class ProducersEventsTest {

    private static final UUID SITE = UUID.fromString("0198c5a2-7c00-7000-8000-000000000001");

    @Test
    void anAssessment() throws JsonProcessingException {
        Assessment told = read("liability.assessed", Assessment.class);

        assertThat(told.site()).isEqualTo(SITE);
        assertThat(told.party()).isEqualTo("CUSTOMER");
        assertThat(told.confidence()).isEqualTo("HIGH");
        assertThat(told.termsAccepted()).isTrue();
        assertThat(told.warned()).isTrue();
        assertThat(told.clauses()).hasSize(1);
        assertThat(told.clauses().getFirst().code()).isEqualTo("C15");
        assertThat(told.guide()).isEqualTo("missing-php-extension-or-plugin");
        assertThat(told.sameTrouble()).isEqualTo("change:0198c5a2-7c00-7000-8000-000000000013");
        assertThat(told.trouble()).isTrue();
    }

    @Test
    void withoutAChangeTheSignatureMakesItTheSameTrouble() throws JsonProcessingException {
        var data = Goldens.of("liability.assessed");
        data.remove("change");
        Assessment told = Goldens.reader().treeToValue(data, Assessment.class);
        assertThat(told.sameTrouble()).isEqualTo("cause:PHP_UNDEFINED_FUNCTION_OR_CLASS");
        data.remove("cause");
        assertThat(Goldens.reader().treeToValue(data, Assessment.class).sameTrouble())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"restore.completed", "restore.failed", "restore.rolled-back"})
    void aRestore(String type) throws JsonProcessingException {
        RestoreTold told = read(type, RestoreTold.class);

        assertThat(told.site()).isEqualTo(SITE);
        assertThat(told.restore()).isEqualTo(UUID.fromString("0198c5a2-7c00-7000-8000-000000000019"));
        assertThat(told.at()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"restore.proposed", "restore.proposal-confirmed", "restore.proposal-ended"})
    void aProposedRestore(String type) throws JsonProcessingException {
        ProposalTold told = read(type, ProposalTold.class);

        assertThat(told.site()).isEqualTo(SITE);
        assertThat(told.caseId()).isEqualTo(UUID.fromString("0198c5a2-7c00-7000-8000-000000000017"));
        assertThat(told.proposal()).isEqualTo(UUID.fromString("0198c5a2-7c00-7000-8000-000000000041"));
        assertThat(told.declined()).isEqualTo(type.equals("restore.proposal-ended"));
        assertThat(told.restorePoint() == null).isEqualTo(type.equals("restore.proposal-ended"));
    }

    @Test
    void aRecovery() throws JsonProcessingException {
        assertThat(read("site.diagnosed", Diagnosed.class).health()).isEqualTo("DOWN");
    }

    private static <T> T read(String type, Class<T> reading) throws JsonProcessingException {
        return Goldens.reader().treeToValue(Goldens.of(type), reading);
    }
}
