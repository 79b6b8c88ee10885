package org.gardefou.restore.download;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How it is packed. */
@Schema(
        name = "DownloadFormat",
        description = "ZIP: opens everywhere. TAR_GZIP: keeps permissions, and has no bound on the number of files.")
enum Format {
    ZIP("zip", "application/zip"),
    TAR_GZIP("tar.gz", "application/gzip");

    private final String ending;
    private final String mediaType;

    Format(String ending, String mediaType) {
        this.ending = ending;
        this.mediaType = mediaType;
    }

    String ending() {
        return ending;
    }

    String mediaType() {
        return mediaType;
    }
}
