package org.gardefou.diagnostics.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.kit.json.StrictJson;
import org.gardefou.kit.problem.Violation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTrialTest {

    private static final List<SignatureEntry> SHIPPED = Catalogue.shipped(StrictJson.apply(new ObjectMapper()));

    /** Patterns that take long somewhere, or everywhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                ".*",
                "",
                "x*",
                "(?i)licence",
                "licence|.*",
                "licence|\\d+",
                "licence(((a{1000}){1000}){1000})",
                "licence(?:.{1000}){9}",
                "licence[a-z]{2001}",
                "licence(",
                "licence(?=x)",
                "licence\\1",
                "((((licence{900}){900}){900}){900}){900}",
                "(licence)*"
            })
    void aPatternThatCouldTakeLongOrIsNoneNeverTakesEffect(String pattern) {
        assertThat(faults(pattern, List.of("licence"), List.of()))
                .extracting(Violation::pointer)
                .contains("/pattern");
    }

    @Test
    void aPatternOfBracketsInBracketsIsRefusedBeforeAnythingIsCompiled() {
        assertThat(faults("(".repeat(950) + "licence" + ")".repeat(950), List.of("licence"), List.of()))
                .isNotEmpty();
    }

    @Test
    void aSoundOneStands() {
        assertThat(faults(
                        "Shop licence (?P<msg>\\w+) has expired",
                        List.of("Shop licence gold has expired"),
                        List.of("Shop licence")))
                .isEmpty();
    }

    @Test
    void whatItMustMatchAndMustNotIsTried() {
        assertThat(faults("Shop licence", List.of("Shop licence", "no licence"), List.of("a Shop licence", "none")))
                .extracting(Violation::pointer)
                .containsExactly("/samples/1", "/others/0");
    }

    @Test
    void whatIsAnothersStaysSo() {
        assertThat(faults("PHP Parse error: ", List.of("PHP Parse error:  x"), List.of(), List.of("PHP_PARSE_ERROR")))
                .extracting(Violation::message)
                .anyMatch(message -> message.contains("takes a line of PHP_PARSE_ERROR away"));
        assertThat(faults("Shop licence", List.of("Shop licence"), List.of(), List.of("NOBODY_KNOWS")))
                .extracting(Violation::pointer)
                .containsExactly("/winsOver");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "abcd|efgh~abcd,efgh",
                "[Ff]ailed to~Failed to,failed to",
                "seconds? exceeded~seconds exceeded,second exceeded",
                "a.*longer text.*b~longer text",
                "(?:No space|Quotas)+ on~No space,Quotas",
                "child \\d+;? exited~'; exited, exited'",
                "\\QA.B*C\\E\\d~A.B*C",
                "x{3}longer~longer",
                "\\bAH00124:~AH00124:",
                "(?P<file>/\\S*\\.htaccess): (?P<cmd>\\S+) not allowed here~' not allowed here'",
                "one|.*~",
                "[a-z]+~"
            })
    void whatStandsInEveryMatchIsFound(String pattern, @Nullable String phrases) {
        assertThat(PatternShape.of(pattern).phrases())
                .isEqualTo(phrases == null ? Set.of() : Set.of(phrases.split(",")));
    }

    /** Whatever the catalogue matches, it also finds by its phrases: they are only a shorter way. */
    @Test
    void nothingThatMatchesIsPassedOver() {
        List<Signature> all = SHIPPED.stream().map(SignatureEntry::compile).toList();
        Catalogue catalogue = new Catalogue(all);
        Random random = new Random(3);
        List<String> pieces = new ArrayList<>();
        all.forEach(signature -> signature.samples().forEach(sample -> {
            for (int i = 0; i < sample.length(); i += 12)
                pieces.add(sample.substring(i, Math.min(sample.length(), i + 24)));
            pieces.add(sample);
        }));
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 4; i++)
                text.append(pieces.get(random.nextInt(pieces.size()))).append(random.nextInt(10));
            for (String source : List.of("php", "nginx", "apache", "mysql", "php-fpm")) {
                boolean any = all.stream()
                        .anyMatch(one -> one.sources().contains(source)
                                && one.compiled().matcher(text).find());
                assertThat(catalogue.match(source, text.toString()).isPresent())
                        .as(source + ": " + text)
                        .isEqualTo(any);
            }
        }
    }

    @Test
    void textsAreFoundWhereverTheyStand() {
        Map<Integer, Set<String>> wanted = Map.of(0, Set.of("abcd", "needle in hay"), 1, Set.of("hay sta", "dabc"));
        Phrases phrases = new Phrases(wanted);
        for (int before = 0; before < 40; before++) {
            for (Map.Entry<Integer, Set<String>> some : wanted.entrySet()) {
                for (String text : some.getValue()) {
                    byte[] bytes =
                            ("x".repeat(before) + text + "y".repeat(before % 7)).getBytes(StandardCharsets.UTF_8);
                    assertThat(phrases.next(bytes, 0, bytes.length)).isEqualTo(before);
                    assertThat(phrases.next(bytes, before + 1, bytes.length)).isEqualTo(-1);
                    assertThat(phrases.next(bytes, 0, before + text.length() - 1))
                            .isEqualTo(-1);
                    BitSet owners = phrases.owners(bytes);
                    assertThat(owners.get(some.getKey())).isTrue();
                }
            }
        }
    }

    private static List<Violation> faults(String pattern, List<String> samples, List<String> others) {
        return faults(pattern, samples, others, List.of());
    }

    private static List<Violation> faults(
            String pattern, List<String> samples, List<String> others, List<String> winsOver) {
        Text text = new Text("un", "one");
        SignatureEntry entry = new SignatureEntry(
                "OWN",
                List.of("php"),
                pattern,
                Signature.Severity.CRITICAL,
                Signature.Prior.MIXED,
                Signature.Area.CODE,
                "guide",
                text,
                text,
                text,
                samples,
                others,
                null,
                winsOver);
        return SignatureTrial.faults(entry, one -> {
            List<SignatureEntry> all = new ArrayList<>(SHIPPED);
            all.add(one);
            return new Catalogue(all.stream().map(SignatureEntry::compile).toList());
        });
    }
}
