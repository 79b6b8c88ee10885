package org.gardefou.kit.notes;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record NoteView(
        UUID id,
        @Nullable UUID customer,
        @Nullable UUID connection,
        String title,
        int stars,
        Note.Color color,
        @Nullable Instant due,
        Instant createdAt) {}
