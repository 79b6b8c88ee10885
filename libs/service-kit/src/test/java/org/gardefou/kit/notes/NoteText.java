package org.gardefou.kit.notes;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gardefou.kit.json.MultiLine;
import org.jspecify.annotations.Nullable;

record NoteText(
        @NotBlank String title,
        @Min(1) @Max(5) int stars,
        @NotNull Note.Color color,
        @Nullable Instant due,
        @Nullable Duration length,
        @Valid @Nullable List<Tag> tags,
        @Nullable Map<String, String> labels,
        @Nullable Boolean pinned,
        @MultiLine @Nullable String story,
        @MultiLine @Nullable List<String> lines) {

    record Tag(@NotBlank String name) {}
}
