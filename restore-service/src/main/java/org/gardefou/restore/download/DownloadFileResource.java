package org.gardefou.restore.download;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.file.Files;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.jboss.resteasy.reactive.PathPart;
import org.jspecify.annotations.Nullable;

/** The files, for whoever has a link: no token, no cookie, and ranges (RFC 9110, section 14) so that what was cut off goes on. */
@Path("/restores/v1/download-files/{token}")
@PermitAll
@Blocking
class DownloadFileResource {

    static final String PATH = "/restores/v1/download-files/";

    private static final int PARTIAL = 206;
    private static final int NOT_SATISFIABLE = 416;
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final Downloads downloads;
    private final DownloadDesk desk;
    private final PackedFiles files;
    private final LinkKey key;
    private final Clock clock;

    DownloadFileResource(Downloads downloads, DownloadDesk desk, PackedFiles files, LinkKey key, Clock clock) {
        this.downloads = downloads;
        this.desk = desk;
        this.files = files;
        this.key = key;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(hidden = true)
    public Response fetch(
            @PathParam("token") String token,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange) {
        Download download = open(token);
        long size = Objects.requireNonNull(download.bytes());
        boolean same = ifRange == null || ifRange.equals(tag(download)) || ifRange.equals(date(download));
        ByteRange bytes = ByteRange.of(same ? range : null, size);
        if (bytes == null) {
            return Response.status(NOT_SATISFIABLE)
                    .header("Content-Range", "bytes */" + size)
                    .build();
        }
        desk.fetched(download);
        Response.ResponseBuilder answer = described(
                Response.status(bytes.partial() ? PARTIAL : 200)
                        .entity(new PathPart(files.of(download.id()), bytes.from(), bytes.length())),
                download);
        if (bytes.partial()) answer.header("Content-Range", bytes.contentRange(size));
        return answer.build();
    }

    @HEAD
    @Transactional
    @Operation(hidden = true)
    public Response look(@PathParam("token") String token) {
        Download download = open(token);
        return described(Response.ok(), download)
                .header(HttpHeaders.CONTENT_LENGTH, download.bytes())
                .build();
    }

    private static Response.ResponseBuilder described(Response.ResponseBuilder answer, Download download) {
        String name = "%s-%s.%s"
                .formatted(
                        ArchiveNames.ofFile(String.valueOf(download.database() == null ? "site" : download.database())),
                        download.requestedAt().toString().substring(0, 10),
                        download.format().ending());
        return answer.type(download.format().mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.ETAG, tag(download))
                .header(HttpHeaders.LAST_MODIFIED, date(download))
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }

    /** The file of a download is made once and never changed. */
    private static String tag(Download download) {
        return "\"" + download.id() + "\"";
    }

    private static String date(Download download) {
        return DATE.format(Objects.requireNonNull(download.readyAt()));
    }

    private Download open(String token) {
        Download download =
                LinkKey.named(token).flatMap(downloads::findByIdOptional).orElseThrow(DownloadFileResource::unknown);
        UUID id = download.id();
        // Not before it was ever READY: then no link was made of it.
        if (download.expiresAt() == null || !key.signed(token, id, download.expiresAt())) throw unknown();
        if (!desk.stillTheirs(download)) throw unknown();
        if (!download.open(clock.instant()) || !Files.isRegularFile(files.of(id))) {
            throw Problems.own(
                    "restores/download-over",
                    410,
                    "The download is over",
                    "Its link has expired, or it was withdrawn. Ask for a new one: POST /restores/v1/downloads.");
        }
        return download;
    }

    private static HttpProblem unknown() {
        return Problems.of(
                ProblemType.NOT_FOUND,
                "There is no such download. Copy the whole link, or ask for a new one: POST /restores/v1/downloads.");
    }
}
