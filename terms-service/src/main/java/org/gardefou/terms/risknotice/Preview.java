package org.gardefou.terms.risknotice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/** What would be told of a change that somebody is about to make. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Preview(
        @Schema(
                description =
                        "The notice as it would be answered, without what only a notice has that there is: ids of its own and times of its steps.")
        NoticeView.Draft notice,

        @Schema(
                description =
                        "The notice that the change would join, which nobody has acknowledged yet; left out where it would raise one of its own.")
        @Nullable UUID joins,

        @Schema(
                description =
                        "Whether the change by itself would ask for a safety backup: it does when it is a danger.")
        boolean safetyBackup,

        @Schema(description = "What to do about backups before the change.")
        Text backupFirst) {

    /** The change that somebody thinks of, in the words of a report to diagnostics-service. */
    @Schema(name = "PlannedChange")
    record Planned(
            @NotNull UUID site,

            @Schema(description = "The short type of the event that would report it.", examples = "site.dns-changed")
            @NotBlank @Size(max = 100) @Pattern(
                    regexp = "site\\.[a-z-]+",
                    message = "must be the short type of a change, such as site.dns-changed")
            String type,

            @Valid @Nullable Actor actor,

            @Valid @NotNull Thing object,

            @Schema(type = SchemaType.OBJECT, description = "How it is, in the fields of a report.") @Nullable JsonNode before,

            @Schema(type = SchemaType.OBJECT, description = "How it would be.") @Nullable JsonNode after) {}

    /** Who would make it; left out, the customer. */
    @Schema(name = "PlannedBy")
    record Actor(
            @NotNull Who kind,

            @Schema(description = "The account, as a report would name it.") @Nullable @Size(max = 1000) String id) {}

    /** Whose people or jobs would make it. */
    enum Who {
        CUSTOMER,
        STAFF,
        AUTOMATION,
        UNKNOWN
    }

    /** What would be changed. */
    @Schema(name = "PlannedObject")
    record Thing(
            @NotBlank @Size(max = 1000) @Schema(examples = "DNS_RECORD")
            String kind,

            @NotBlank @Size(max = 1000) @Schema(examples = "boutique.example")
            String name,

            @Schema(description = "Below the document root.") @Nullable @Size(max = 4096) String path,

            @Schema(description = "Of a DNS record.", examples = "MX") @Nullable @Size(max = 20) String recordType) {}
}
