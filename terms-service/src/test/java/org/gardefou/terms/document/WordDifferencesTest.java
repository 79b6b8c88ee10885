package org.gardefou.terms.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gardefou.terms.document.WordDifferences.Fate;
import org.gardefou.terms.document.WordDifferences.Paragraph;
import org.gardefou.terms.document.WordDifferences.Piece;
import org.junit.jupiter.api.Test;

/** What went and what came, word by word: nothing of either text is lost, and nothing is there twice. */
class WordDifferencesTest {

    /** Words, and whatever may stand between them; no line ends, which make paragraphs. */
    private static final List<String> PARTS = List.of(
            "sauvegarde",
            "l'hébergeur",
            "jours",
            "24",
            "99,9",
            "e\u0301te\u0301",
            " ",
            "  ",
            "\u00a0",
            "\u202f",
            "\t",
            ",",
            ".",
            " ;",
            "«\u00a0",
            "(",
            ")",
            "<b>",
            "&amp;",
            "\uE000",
            "\uD83D\uDE00",
            "\uD83D",
            "-");

    @Test
    void inARowEachSideIsExactlyItsText() {
        Random random = new Random(20261128);
        for (int run = 0; run < 2_000; run++) {
            List<String> before = text(random);
            List<String> after = random.nextInt(3) == 0 ? text(random) : edited(before, random);

            List<Paragraph> found = WordDifferences.of(before, after);

            assertThat(found.stream().filter(Paragraph::before).map(Paragraph::earlier))
                    .as("run %d: what was", run)
                    .containsExactlyElementsOf(before);
            assertThat(found.stream().filter(Paragraph::after).map(Paragraph::later))
                    .as("run %d: what is", run)
                    .containsExactlyElementsOf(after);
            assertThat(found).allSatisfy(paragraph -> {
                if (!paragraph.before()) assertThat(paragraph.earlier()).isEmpty();
                if (!paragraph.after()) assertThat(paragraph.later()).isEmpty();
                assertThat(paragraph.pieces()).noneMatch(piece -> piece.text().isEmpty());
            });
        }
    }

    @Test
    void whatIsTheSameStaysInOnePiece() {
        List<String> text = List.of("Vos sauvegardes, chaque jour.", "Conservées 7 jours.");

        assertThat(WordDifferences.of(text, text))
                .containsExactly(
                        new Paragraph(true, true, List.of(new Piece(Fate.STAYS, text.getFirst()))),
                        new Paragraph(true, true, List.of(new Piece(Fate.STAYS, text.getLast()))));
    }

    @Test
    void wordsThatBecomeOthersAreToldWithTheSpaceBetweenThem() {
        assertThat(WordDifferences.of("une par jour, gardée 7 jours", "une par semaine, gardée trois mois")
                        .pieces())
                .containsExactly(
                        new Piece(Fate.STAYS, "une par "),
                        new Piece(Fate.GOES, "jour"),
                        new Piece(Fate.COMES, "semaine"),
                        new Piece(Fate.STAYS, ", gardée "),
                        new Piece(Fate.GOES, "7 jours"),
                        new Piece(Fate.COMES, "trois mois"));
    }

    @Test
    void aParagraphThatComesLeavesTheOthersAlone() {
        assertThat(WordDifferences.of(List.of("a", "b"), List.of("a", "x", "b")))
                .extracting(Paragraph::later)
                .containsExactly("a", "x", "b");
        assertThat(WordDifferences.of(List.of("a", "b"), List.of("a", "x", "b")).get(1))
                .isEqualTo(new Paragraph(false, true, List.of(new Piece(Fate.COMES, "x"))));
        assertThat(WordDifferences.of(List.of("a", "b"), List.of("b")).getFirst())
                .isEqualTo(new Paragraph(true, false, List.of(new Piece(Fate.GOES, "a"))));
    }

    @Test
    void aParagraphOfManyThousandWordsGoesAndAnotherComes() {
        String before = "mot ".repeat(4_000) + "a";
        String after = "autre ".repeat(4_000) + "a";

        List<Piece> pieces =
                WordDifferences.of(List.of(before), List.of(after)).getFirst().pieces();
        assertThat(pieces).extracting(Piece::fate).containsExactly(Fate.GOES, Fate.COMES);
        assertThat(pieces).extracting(piece -> piece.text().length()).containsExactly(before.length(), after.length());
    }

    private static List<String> text(Random random) {
        return IntStream.range(0, random.nextInt(5)).mapToObj(i -> line(random)).toList();
    }

    private static String line(Random random) {
        StringBuilder line = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) line.append(part(random));
        return line.toString();
    }

    private static String part(Random random) {
        return PARTS.get(random.nextInt(PARTS.size()));
    }

    /** The same text with something else here and there, as people correct it. */
    private static List<String> edited(List<String> text, Random random) {
        return text.stream()
                .flatMap(line -> switch (random.nextInt(6)) {
                    case 0 -> Stream.<String>empty();
                    case 1 -> Stream.of(line, line(random));
                    case 2 -> Stream.of(line.replaceFirst("[ ,]", part(random).replace("\\", "")));
                    case 3 -> Stream.of(part(random) + line + part(random));
                    default -> Stream.of(line);
                })
                .toList();
    }
}
