package org.gardefou.backup.export;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.gardefou.backup.export.Export.State;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** The download of an export. The token in the address is all that it asks for: whoever has it may fetch that one file, which opens for nobody without the password. */
@Path(DownloadResource.PATH + "/{token}")
@Produces("application/x-tar")
@Blocking
@PermitAll
class DownloadResource {

    static final String PATH = "/backups/exports";

    private static final int PARTIAL = 206;
    private static final int UNSATISFIABLE = 416;
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Exports exports;
    private final ExportLinks links;
    private final Packing packing;
    private final Semaphore seats;
    private final Clock clock;

    DownloadResource(Exports exports, ExportLinks links, Packing packing, ExportConfig config, Clock clock) {
        this.exports = exports;
        this.links = links;
        this.packing = packing;
        this.seats = new Semaphore(config.downloads());
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public Response fetch(
            @PathParam("token") String text,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange)
            throws IOException {
        Export export = QuarkusTransaction.requiringNew().call(() -> find(text)).orElseThrow(DownloadResource::unknown);
        Archive archive = packing.archive(
                export.id(), export.restorePoint(), export.readyAt().orElseThrow());
        String tag = "\"" + export.id() + "-" + archive.size() + "\"";
        // Of another file nothing can be gone on with.
        boolean same = ifRange == null || ifRange.equals(tag);
        Optional<ByteRange> part;
        try {
            part = same ? ByteRange.of(range, archive.size()) : Optional.empty();
        } catch (ByteRange.Unsatisfiable e) {
            return Response.status(UNSATISFIABLE)
                    .header("Content-Range", "bytes */" + archive.size())
                    .build();
        }
        ByteRange wanted = part.orElse(new ByteRange(0, archive.size()));
        Response.ResponseBuilder answer = Response.status(part.isPresent() ? PARTIAL : 200)
                .entity(body(archive, wanted))
                .header(HttpHeaders.CONTENT_LENGTH, wanted.length())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"garde-fou-" + Packing.folder(export.id()) + ".tar\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(HttpHeaders.ETAG, tag)
                .header("Accept-Ranges", "bytes")
                .header("X-Content-Type-Options", "nosniff");
        part.ifPresent(one -> answer.header("Content-Range", one.contentRange(archive.size())));
        return answer.build();
    }

    /** The seat is taken when the writing begins, since a HEAD never comes to that, and given back when all is written or the line is gone. */
    private StreamingOutput body(Archive archive, ByteRange wanted) {
        if (seats.availablePermits() == 0) throw Problems.tooManyRequests(SOON);
        return out -> {
            if (!seats.tryAcquire()) throw new IOException("All downloads that there may be at once have begun");
            try {
                archive.write(out, wanted);
            } finally {
                seats.release();
            }
        };
    }

    private Optional<Export> find(String text) {
        return LinkToken.of(text)
                .flatMap(token -> links.findByIdOptional(token.sha256()))
                .filter(link -> link.open(clock.instant()))
                .flatMap(link -> exports.findByIdOptional(link.export())
                        .filter(export -> export.state() == State.READY)
                        .map(export -> {
                            link.used(clock.instant());
                            return export;
                        }));
    }

    private static RuntimeException unknown() {
        return Problems.of(
                ProblemType.NOT_FOUND,
                "This link is not known, or its time is over, or its export is gone. Make another link in your account, or ask for another copy.");
    }
}
