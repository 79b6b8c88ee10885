package org.gardefou.kit.idempotency;

import org.jspecify.annotations.Nullable;

/** What was answered the first time. */
@SuppressWarnings("ArrayRecordComponent") // rows of a table; never compared
record StoredAnswer(
        byte[] bodyHash,
        int status,
        @Nullable String location,
        @Nullable String etag,
        byte @Nullable [] body) {}
