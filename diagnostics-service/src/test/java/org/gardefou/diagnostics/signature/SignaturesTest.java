package org.gardefou.diagnostics.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Pattern;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.gardefou.kit.json.StrictJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignaturesTest {

    private static final Catalogue CATALOGUE =
            new Catalogue(Catalogue.shipped(StrictJson.apply(new ObjectMapper())).stream()
                    .map(SignatureEntry::compile)
                    .toList());

    static Stream<Arguments> samples() {
        return CATALOGUE.all().stream()
                .flatMap(signature -> signature.sources().stream().flatMap(source -> signature.samples().stream()
                        .map(sample -> Arguments.of(signature.id(), source, sample))));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleShowsItsOwnSignatureBeforeAllOthers(String id, String source, String sample) {
        assertThat(CATALOGUE.match(source, sample).map(match -> match.signature()
                        .id()))
                .contains(id);
    }

    static Stream<Signature> signatures() {
        return CATALOGUE.all().stream();
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void aSignatureIsWhole(Signature signature) {
        // The catalogue compiles every pattern with RE2/J; that its text is one in itself is what matters here.
        assertThat(Pattern.compile(signature.compiled().pattern()).matcher("").find())
                .isFalse();
        assertThat(signature.samples()).isNotEmpty();
        assertThat(signature.sources()).isNotEmpty();
        assertThat(signature.text().fr())
                .isNotBlank()
                .isNotEqualTo(signature.text().en());
        assertThat(signature.text().en()).isNotBlank();
        assertThat(signature.guide()).matches("[a-z0-9-]+");
        assertThat(signature.yieldsTo())
                .allSatisfy(other -> assertThat(CATALOGUE.find(other)).isPresent());
    }

    @Test
    void theCatalogueHasEverySignatureOnce() {
        assertThat(CATALOGUE.all()).hasSize(58).extracting(Signature::id).doesNotHaveDuplicates();
    }

    /** Lines that real servers wrote. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "php|PHP_PARSE_ERROR|/home/u/public_html/p1.php|1|[22-Nov-2026 18:56:31 UTC] PHP Parse error:  syntax error, unexpected token \"{\", expecting variable in /home/u/public_html/p1.php on line 1",
                "php|PHP_UNDEFINED_FUNCTION_OR_CLASS|/home/u/public_html/p2.php|1|[22-Nov-2026 18:56:31 UTC] PHP Fatal error:  Uncaught Error: Call to undefined function nope() in /home/u/public_html/p2.php:1",
                "php|PHP_MEMORY_EXHAUSTED|/home/u/public_html/p3.php|1|[22-Nov-2026 18:56:31 UTC] PHP Fatal error:  Allowed memory size of 8388608 bytes exhausted (tried to allocate 50003968 bytes) in /home/u/public_html/p3.php on line 1",
                "php|PHP_MAX_EXECUTION|/home/u/public_html/p5.php|1|[22-Nov-2026 18:56:32 UTC] PHP Fatal error:  Maximum execution time of 1 second exceeded in /home/u/public_html/p5.php on line 1",
                "php|PHP_PERMISSION_DENIED|/home/u/public_html/p7.php|1|[22-Nov-2026 18:56:32 UTC] PHP Warning:  file_get_contents(/home/v/private.txt): Failed to open stream: Permission denied in /home/u/public_html/p7.php on line 1",
                "php|NO_SPACE|/home/u/public_html/p7.php|1|[22-Nov-2026 18:56:32 UTC] PHP Notice:  file_put_contents(): Write of 1 bytes failed with errno=28 No space left on device in /home/u/public_html/p7.php on line 1",
                "apache|HTACCESS_INVALID_COMMAND|/home/u/public_html/.htaccess||[Sun Nov 22 18:57:02.373039 2026] [core:alert] [pid 28166:tid 28210] [client 127.0.0.1:46672] /home/u/public_html/.htaccess: Invalid command 'php_value', perhaps misspelled or defined by a module not included in the server configuration",
                "apache|REDIRECT_LOOP_INTERNAL|||[Sun Nov 22 18:57:02.411081 2026] [core:error] [pid 28166:tid 28213] [client 127.0.0.1:33072] AH00124: Request exceeded the limit of 10 internal redirects due to probable configuration error. Use 'LimitInternalRecursion' to increase the limit if necessary.",
                "nginx|NGX_UPSTREAM_REFUSED|||2026/11/22 18:57:05 [crit] 28302#28302: *1 connect() to unix:/run/php/u.sock failed (2: No such file or directory) while connecting to upstream, client: 127.0.0.1, server: , request: \"GET / HTTP/1.1\"",
                "nginx|NGX_BODY_TOO_LARGE|||2026/11/22 18:57:05 [error] 28302#28302: *4 client intended to send too large body: 27 bytes, client: 127.0.0.1",
                "clamav|MALWARE_FOUND|||stream: YARA.Php_EvalDecode.UNOFFICIAL FOUND"
            })
    void whatRealServersWroteIsRecognised(
            String source, String id, @Nullable String file, @Nullable Integer line, String written) {
        Optional<Match> match = CATALOGUE.match(source, written);

        assertThat(match.map(found -> found.signature().id())).contains(id);
        assertThat(match.map(Match::file).orElse(null)).isEqualTo(file);
        assertThat(match.map(Match::line).orElse(null)).isEqualTo(line);
    }

    @Test
    void anotherSourceDoesNotCount() {
        assertThat(CATALOGUE.match("nginx", "PHP Parse error:  syntax error in /a.php on line 1"))
                .isEmpty();
        assertThat(CATALOGUE.match("php", "all is well")).isEmpty();
        assertThat(CATALOGUE.match("php", "")).isEmpty();
    }

    @Test
    void anAttackersLineCostsLittle() {
        String hostile = "PHP Fatal error:  Uncaught " + "a: in /x.php: ".repeat(100_000);
        long start = computed();

        CATALOGUE.match("php", hostile);

        assertThat(Duration.ofNanos(computed() - start)).isLessThan(Duration.ofSeconds(2));
    }

    /** By this thread: on a busy machine the clock says nothing. */
    private static long computed() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
