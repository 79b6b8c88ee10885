package org.gardefou.diagnostics.signature;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.diagnostics.signature.Signature.Area;
import org.gardefou.diagnostics.signature.Signature.Prior;
import org.gardefou.diagnostics.signature.Signature.Severity;
import org.jspecify.annotations.Nullable;

/** A signature as an operator writes it. */
@Schema(name = "SignatureDraft")
record SignatureDraft(
        @NotNull @Pattern(regexp = ID) @Schema(
                description = "Its stable name. That of a shipped signature takes its place while this is in effect.",
                examples = "SHOP_LICENCE_EXPIRED")
        String id,

        @NotEmpty @Size(max = 5) @Schema(description = "What writes it.", examples = "[\"php\"]")
        List<@NotNull @Pattern(regexp = "php|php-fpm|nginx|apache|mysql|http-body") String> sources,

        @NotBlank @Size(max = 2000) @Schema(
                description =
                        "In RE2's syntax, searched in each entry. In each of its alternatives stands a text of four characters or more as it is; `(?i)` is not taken. Groups named `file`, `line`, `cls`, `sym`, `tbl`, `db`, `user`, `cmd` and `msg` say what is concerned.",
                examples = "Shop licence (?P<msg>[a-z]+) has expired")
        String pattern,

        @NotNull Severity severity,
        @NotNull Prior prior,
        @NotNull Area area,

        @NotNull @Pattern(regexp = "[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?")
        @Schema(description = "The name of the guide that helps.", examples = "slow-script")
        String guide,

        @NotNull @Valid Words text,
        @NotNull @Valid Words where,
        @NotNull @Valid Words todo,

        @NotEmpty @Size(max = 20) @Schema(
                description = "Entries that must show it, before all other signatures.",
                examples =
                        "[\"[22-Nov-2026 10:00:00 UTC] PHP Warning:  Shop licence gold has expired in /srv/sites/boutique/htdocs/shop.php on line 3\"]")
        List<@NotBlank @Size(max = LONGEST_SAMPLE) String> samples,

        @NotEmpty @Size(max = 20) @Schema(
                description = "Entries that it must not match: those that come near to it.",
                examples =
                        "[\"[22-Nov-2026 10:00:00 UTC] PHP Warning:  Shop licence gold will expire in /srv/sites/boutique/htdocs/shop.php on line 3\"]")
        List<@NotBlank @Size(max = LONGEST_SAMPLE) String> others,

        @Nullable @Size(max = 20) @Schema(description = "More specific signatures that win where they match as well.", examples = "[]")
        List<@NotNull @Pattern(regexp = ID) String> yieldsTo,

        @Nullable @Size(max = 20) @Schema(description = "Less specific signatures that it wins over where they match as well.", examples = "[]")
        List<@NotNull @Pattern(regexp = ID) String> winsOver) {

    static final String ID = "[A-Z][A-Z0-9_]{2,62}";

    private static final int LONGEST_SAMPLE = 4_000;

    /** A sentence in both languages. */
    @Schema(name = "SignatureWords")
    record Words(
            @NotBlank @Size(max = 500) @Schema(examples = "La licence de la boutique a expiré.")
            String fr,

            @NotBlank @Size(max = 500) @Schema(examples = "The shop's licence has expired.")
            String en) {

        Text text() {
            return new Text(fr, en);
        }
    }

    SignatureEntry entry() {
        return new SignatureEntry(
                id,
                sources.stream().distinct().toList(),
                pattern,
                severity,
                prior,
                area,
                guide,
                text.text(),
                where.text(),
                todo.text(),
                samples,
                others,
                yieldsTo,
                winsOver);
    }
}
