package org.gardefou.restore.download;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.progress.Progress;
import org.jspecify.annotations.Nullable;

/** A download as the API shows it. */
@Schema(name = "Download")
record DownloadView(
        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000031")
        UUID id,

        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
        UUID site,

        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000011")
        UUID restorePoint,

        @Schema(
                description = "What is in it; empty: everything, unless it is a database.",
                examples = "[\"/htdocs/wp-content/themes\"]")
        List<String> paths,

        @Schema(examples = "wp_boutique") @Nullable String database,

        Format format,
        Download.State state,

        @Schema(description = "While it is prepared.", examples = "40") @Nullable Integer percent,

        Instant requestedAt,
        @Nullable Instant readyAt,

        @Schema(description = "When the link ends and the file is deleted.") @Nullable Instant expiresAt,

        @Schema(description = "When it was first fetched.") @Nullable Instant fetchedAt,

        @Schema(description = "Size of the file, once it is READY.", examples = "20971520") @Nullable Long bytes,

        @Schema(description = "Files, folders and links in it.", examples = "3086") @Nullable Long entries,

        @Schema(
                description =
                        "What was left out since it would harm who unpacks it: links that lead out, names that go up, devices; at most the first hundred.")
        List<String> leftOut,

        long leftOutCount,

        @Schema(
                description =
                        "Where the file is fetched, once it is READY, without a token: whoever has the link may. Ranges are served, so that a download that was cut off goes on.",
                examples =
                        "/restores/v1/download-files/AZjFonwAcACAAAAAAAAAMSHaz0kLqbDqHgYcSxDO4oKVeydGvVJrDHTUDbqRKTG0")
        @Nullable String link,

        @Schema(description = "Why it failed, and what to do.")
        Download.@Nullable Why failure) {

    static DownloadView of(Download download, @Nullable String link, @Nullable Progress progress) {
        boolean preparing = download.state() == Download.State.PREPARING;
        return new DownloadView(
                download.id(),
                download.site(),
                download.restorePoint(),
                download.paths(),
                download.database(),
                download.format(),
                download.state(),
                preparing && progress != null ? progress.percent() : null,
                download.requestedAt(),
                download.readyAt(),
                download.expiresAt(),
                download.fetchedAt(),
                download.bytes(),
                download.entries(),
                download.leftOut(),
                download.leftOutCount(),
                link,
                download.failure());
    }
}
