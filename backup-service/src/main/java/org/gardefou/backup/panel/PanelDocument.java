package org.gardefou.backup.panel;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.json.MultiLine;
import org.jspecify.annotations.Nullable;

/**
 * A site's settings that lie outside of its files and databases. There is no field for a password or its hash: what has one is refused
 * as an unknown field.
 */
@Schema(name = "PanelDocument")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PanelDocument(
        @Nullable @Valid Dns dns,
        @Nullable @Size(max = 1000) List<@Valid @NotNull CronEntry> cron,
        @Nullable @Valid Mail mail) {

    /** The zones of the site's domains. */
    @Schema(name = "PanelDns")
    public record Dns(@NotNull @Size(max = 500) List<@Valid @NotNull Zone> zones) {}

    /** One zone, as a zone file or record by record. */
    @Schema(name = "PanelZone")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Zone(
            @NotBlank @Size(max = 255) @Schema(examples = "boutique.example")
            String name,

            @Nullable @MultiLine
            @Schema(description = "A zone file (RFC 1035); or `records`.", examples = "@ 3600 IN A 192.0.2.10")
            String text,

            @Nullable @Size(max = 5000) List<@Valid @NotNull ZoneRecord> records) {}

    /** One record of a zone. */
    @Schema(name = "PanelZoneRecord")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ZoneRecord(
            @NotBlank @Size(max = 255) @Schema(examples = "www")
            String name,

            @NotBlank @Size(max = 20) @Schema(examples = "A")
            String type,

            @Nullable @PositiveOrZero @Schema(description = "Seconds.", examples = "3600")
            Integer ttl,

            @NotBlank @Size(max = 8192) @Schema(examples = "192.0.2.10")
            String value) {}

    /** One command that is run again and again. */
    @Schema(name = "PanelCronEntry")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CronEntry(
            @NotBlank @Size(max = 200) @Schema(examples = "*/15 * * * *")
            String schedule,

            @NotBlank @Size(max = 4096) @Schema(
                    description = "What looks like a secret in it is not kept: `stripped` of the answer says where.",
                    examples = "php /home/boutique/htdocs/wp-cron.php")
            String command,

            @Nullable @Schema(examples = "true") Boolean enabled) {

        CronEntry running(String other) {
            return new CronEntry(schedule, other, enabled);
        }
    }

    /** The mail of the site's domains, without anything that opens a mailbox. */
    @Schema(name = "PanelMail")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Mail(
            @Nullable @Size(max = 5000) List<@Valid @NotNull Account> accounts,
            @Nullable @Size(max = 5000) List<@Valid @NotNull Forwarder> forwarders,
            @Nullable @Size(max = 5000) List<@Valid @NotNull Filter> filters) {}

    /** One mailbox. */
    @Schema(name = "PanelMailAccount")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Account(
            @NotBlank @Size(max = 320) @Schema(examples = "contact@boutique.example")
            String address,

            @Nullable @PositiveOrZero @Schema(description = "Bytes.", examples = "1073741824")
            Long quota,

            @Nullable @Schema(examples = "true") Boolean enabled) {}

    /** Where mail to an address goes as well, or instead. */
    @Schema(name = "PanelMailForwarder")
    public record Forwarder(
            @NotBlank @Size(max = 320) @Schema(examples = "info@boutique.example")
            String from,

            @NotNull @Size(min = 1, max = 200) @Schema(examples = "[\"contact@boutique.example\"]")
            List<@NotBlank @Size(max = 320) String> to) {}

    /** What is done with mail that comes in. */
    @Schema(name = "PanelMailFilter")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Filter(
            @Nullable @Size(max = 320) @Schema(description = "Left out: of the whole domain.", examples = "contact@boutique.example")
            String account,

            @NotBlank @Size(max = 200) @Schema(examples = "spam")
            String name,

            @NotBlank @MultiLine
            @Size(max = 65536) @Schema(
                    description = "In the panel's own words, such as a Sieve script.",
                    examples = "if header :contains \"X-Spam-Flag\" \"YES\" { fileinto \"Spam\"; }")
            String rule) {}

    public List<CronEntry> cronEntries() {
        return cron == null ? List.of() : cron;
    }

    List<Zone> zones() {
        return dns == null ? List.of() : dns.zones();
    }

    PanelDocument with(List<CronEntry> others) {
        return new PanelDocument(dns, cron == null ? null : others, mail);
    }
}
