package org.gardefou.diagnostics.dnspreflight;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.json.MultiLine;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** A zone as somebody writes it: records one by one, or a zone file (RFC 1035, section 5). */
@Schema(name = "DnsZone")
record ZoneText(
        @Nullable @Size(max = 2000) List<@Valid @NotNull Line> records,

        @Nullable @MultiLine
        @Size(max = 200_000) @Schema(
                description = "A zone file, in the place of `records`. `$INCLUDE` and `$GENERATE` are refused.",
                examples = "@ 3600 IN A 192.0.2.18")
        String zoneFile) {

    /** Of records without one: what most zone files begin with. */
    private static final long USUAL_TTL = 3600;

    /** One record. */
    @Schema(name = "DnsRecord")
    record Line(
            @NotBlank @Size(max = 254) @Schema(
                    description = "Relative to the zone, or absolute with a dot at its end; `@` is the zone itself.",
                    examples = "www")
            String name,

            @NotBlank @Pattern(regexp = "[A-Za-z0-9]{1,20}") @Schema(examples = "A")
            String type,

            @Min(0) @Max(2147483647) @Schema(description = "In seconds.", examples = "3600")
            long ttl,

            @NotBlank @Size(max = 8000) @Schema(description = "As in a zone file.", examples = "192.0.2.18")
            String value) {}

    @AssertTrue(message = "must have either records or zoneFile") @Schema(hidden = true)
    public boolean isEitherOr() {
        return (records == null) != (zoneFile == null);
    }

    /**
     * The zone.
     *
     * @param at where in the request it stands, for who is told that it cannot be read
     */
    Zone zone(Name origin, String at) {
        List<Record> read =
                zoneFile != null ? file(origin, zoneFile, at + "/zoneFile") : lines(origin, at + "/records");
        for (Record record : read)
            if (!record.getName().subdomain(origin))
                throw Problems.validation(
                        at,
                        "%s is not in the zone %s. Leave it out, or name the zone that it is in."
                                .formatted(record.getName(), origin));
        return new Zone(origin, read.stream().distinct().toList());
    }

    private List<Record> lines(Name origin, String at) {
        List<Record> read = new ArrayList<>();
        List<Line> lines = records == null ? List.of() : records;
        for (int i = 0; i < lines.size(); i++) read.add(line(origin, lines.get(i), at + "/" + i));
        return read;
    }

    private static Record line(Name origin, Line line, String at) {
        int type = Type.value(line.type());
        if (type < 0 || !Type.isRR(type))
            throw Problems.validation(at + "/type", "is no type of record. Write it as in a zone file: A, MX, TXT.");
        try {
            Name name = Name.fromString(line.name(), origin);
            return Record.fromString(name, type, DClass.IN, line.ttl(), line.value(), origin);
        } catch (IOException | IllegalArgumentException e) {
            throw Problems.validation(
                    at, "cannot be read: %s. Write name and value as in a zone file.".formatted(e.getMessage()));
        }
    }

    private static List<Record> file(Name origin, String text, String at) {
        List<Record> read = new ArrayList<>();
        try (Master file =
                new Master(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), origin, USUAL_TTL)) {
            // A line that has another file of this machine read, and one that makes a million records of itself.
            file.disableIncludes(true);
            if (text.lines().anyMatch(line -> line.strip().regionMatches(true, 0, "$GENERATE", 0, 9)))
                throw Problems.validation(at, "has a $GENERATE. Write its records one by one.");
            for (Record next = file.nextRecord(); next != null; next = file.nextRecord()) read.add(next);
            return read;
        } catch (IOException | IllegalArgumentException e) {
            throw Problems.validation(at, "cannot be read: %s. Correct that line.".formatted(e.getMessage()));
        }
    }
}
