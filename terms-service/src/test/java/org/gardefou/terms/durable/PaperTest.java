package org.gardefou.terms.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.testing.PdfCheck;
import org.junit.jupiter.api.Test;

/** The files that customers keep can be read by everybody, for ever, and come out the same each time. */
class PaperTest {

    private static final Imprint IMPRINT = new Imprint(
            "Conditions d'hébergement",
            "La page acceptée, à conserver",
            Language.FR,
            Instant.parse("2026-11-23T08:00:00.123456Z"),
            "Version 3 – « œuvre \" \\ </style> »");

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="fr"><head><meta charset="utf-8"><title>Autre</title></head><body><main>
            <h1>Conditions générales — œuvre, Noël, 1 200 €</h1>
            <nav aria-label="Sommaire"><ol><li><a href="#C01">Objet</a></li></ol></nav>
            <section id="C01" aria-labelledby="t"><h2 id="t">C01. Objet</h2><p>L’hébergeur s’engage…</p></section>
            %s</main></body></html>""";

    private static byte[] file(String more) {
        byte[] html = PAGE.formatted(more).getBytes(StandardCharsets.UTF_8);
        return Paper.of(
                PAGE.formatted(more),
                IMPRINT,
                List.of(new Enclosure(
                        "page.html", "text/html", "La page, octet pour octet", Enclosure.Relation.SOURCE, html)));
    }

    @Test
    void aFileKeepsTheStandardsOfArchivesAndOfAccessibility() throws Exception {
        byte[] file = file("");

        PdfCheck.keepsTheStandards(file);
        try (PDDocument document = Loader.loadPDF(file)) {
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo(IMPRINT.title());
            assertThat(document.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
        }
        assertThat(PdfCheck.text(file))
                .contains("Conditions générales — œuvre, Noël, 1 200 €", "L’hébergeur s’engage…", "1 / 1")
                .contains("Version 3 – « œuvre \" \\ </style> »");
    }

    @Test
    void whatItWasMadeOfIsEnclosedByteForByte() {
        assertThat(PdfCheck.enclosed(file("")))
                .containsOnlyKeys("page.html")
                .containsEntry("page.html", PAGE.formatted("").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theSameIsTheSameBytesWheneverItIsMade() throws InterruptedException {
        byte[] first = file("");
        Thread.sleep(1100);

        assertThat(file("")).isEqualTo(first);
        assertThat(file("<p>autre</p>")).isNotEqualTo(first);
    }

    @Test
    void aLetterThatWeDoNotHaveIsWrittenAsItsNumber() {
        byte[] file = file("<p>\u6f22\u5b57 \ud83d\ude00 Ωμέγα 12\u202f%</p>");

        PdfCheck.keepsTheStandards(file);
        assertThat(PdfCheck.text(file)).contains("[U+6F22][U+5B57] [U+1F600] Ωμέγα 12 %");
    }

    @Test
    void nothingIsLoadedAndNothingRuns() {
        byte[] file = file(
                "<p>avant</p><img src=\"file:///etc/passwd\" alt=\"x\"><script>app.alert(1)</script><object data=\"file:///etc/passwd\"></object><p>après</p>");

        assertThat(PdfCheck.text(file)).contains("avant", "après").doesNotContain("root:", "alert");
    }

    @Test
    void aHugePageIsSetPageByPage() throws Exception {
        byte[] file = file("<p>mot</p>".repeat(2000));

        PdfCheck.keepsTheStandards(file);
        try (PDDocument document = Loader.loadPDF(file)) {
            assertThat(document.getNumberOfPages()).isBetween(50, 200);
        }
    }
}
