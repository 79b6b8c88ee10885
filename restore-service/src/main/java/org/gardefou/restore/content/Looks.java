package org.gardefou.restore.content;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.Failures;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.repository.RepositoryDoor;
import org.gardefou.restore.restorepoint.RestorePoint;

/** Looks into repositories, a few at once, and says in a request's words why one cannot. */
@ApplicationScoped
class Looks {

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final RepositoryDoor door;
    private final ContentConfig config;
    private final Semaphore seats;

    Looks(RepositoryDoor door, ContentConfig config) {
        this.door = door;
        this.config = config;
        this.seats = new Semaphore(config.atOnce());
    }

    /** What is looked for. */
    interface Look<T> {
        T at(ResticRepository repository) throws RestoreFailure, IOException;
    }

    /** The beginning of a file. */
    record Beginning(byte[] bytes, boolean cut) {}

    /**
     * Looks into the repository of a restore point.
     *
     * @throws HttpProblem 429 while others look, 404 without such a path, 409 and 503 as the failure is
     */
    <T> T at(RestorePoint point, Look<T> look) {
        try {
            if (!seats.tryAcquire(config.turn().toMillis(), TimeUnit.MILLISECONDS))
                throw Problems.tooManyRequests(AGAIN);
            try {
                return look.at(door.open(point.site())
                        .using(CallOptions.defaults().readingWithoutLock().within(config.time())));
            } finally {
                seats.release();
            }
        } catch (ResticException.PathMissing e) {
            throw noPath();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problems.unavailable("The restore point", AGAIN);
        } catch (RestoreFailure | IOException | ResticException e) {
            throw problem(Failures.of(e));
        }
    }

    private static HttpProblem problem(RestoreFailure failure) {
        return failure.passing() || failure.code() == FailureCode.FILES_FAILED
                ? Problems.unavailable("The restore point", AGAIN)
                : Problems.conflict(failure.text().en());
    }

    static HttpProblem noPath() {
        return Problems.of(
                ProblemType.NOT_FOUND,
                "The restore point has no such path. Browse it to see what there is: /backups/v1/restore-points/{id}/files.");
    }

    /** As much of a file as is shown. */
    Beginning beginning(ResticRepository repository, String snapshot, String path) {
        Bounded out = new Bounded(config.previewBytes());
        try {
            repository.dumpFile(snapshot, path, out);
        } catch (UncheckedIOException e) {
            if (!out.full()) throw e;
        }
        return new Beginning(out.bytes(), out.full());
    }

    /** Takes so many bytes, then ends who writes. */
    private static final class Bounded extends OutputStream {

        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final int most;
        private boolean full;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int room = Math.min(length, most - taken.size());
            taken.write(bytes, from, room);
            if (room == length) return;
            full = true;
            throw new IOException("That is enough");
        }

        boolean full() {
            return full;
        }

        byte[] bytes() {
            return taken.toByteArray();
        }
    }
}
