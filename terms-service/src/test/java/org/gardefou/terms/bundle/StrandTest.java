package org.gardefou.terms.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.gardefou.terms.bundle.Strand.Said;
import org.junit.jupiter.api.Test;

class StrandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Said> all = List.of(
            said(1, Map.of("restorePoint", "p1")),
            said(2, Map.of("change", "c1")),
            said(3, Map.of("notice", "n1", "change", "c1")),
            said(4, Map.of("diagnosis", "d1", "change.change", "c1")),
            said(5, Map.of("assessment", "a1", "diagnosis", "d1")),
            said(6, Map.of("case", "k1", "diagnosis", "d1", "coverage", "v1")),
            said(7, Map.of("decision", "v1", "outcome", "INCLUDED")),
            said(8, Map.of("restore", "r1", "restorePoint", "p1")),
            said(9, Map.of("case", "k1", "restore", "r1")),
            said(10, Map.of("diagnosis", "d2")),
            said(11, Map.of("case", "k2", "diagnosis", "d2", "restore", "r2")),
            said(12, Map.of("restore", "r2", "restorePoint", "p1")),
            said(13, Map.of("outcome", "c1")));

    @Test
    void aCaseBringsItsDiagnosisTheChangeTheNoticeAndTheRestore() {
        assertThat(Strand.around(all.get(5), all)).contains(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void theRestorePointIsToldAndDoesNotLeadIntoAnotherCase() {
        assertThat(Strand.around(all.get(5), all)).contains(1L).doesNotContain(10L, 11L);
    }

    @Test
    void aWordThatLooksLikeAnIdOfSomethingElseIsNone() {
        assertThat(Strand.around(all.get(1), all)).doesNotContain(13L);
        assertThat(Strand.around(said(20, Map.of("diagnosis", "c1")), all)).containsExactly(20L);
    }

    private static Said said(long seq, Map<String, String> data) {
        return new Said(seq, JSON.valueToTree(data));
    }
}
