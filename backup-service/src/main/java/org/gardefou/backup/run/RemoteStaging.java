package org.gardefou.backup.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.access.files.LocalSiteFiles;
import org.gardefou.access.host.Input;
import org.gardefou.access.ssh.Forwarding;
import org.gardefou.backup.gate.Gate;
import org.gardefou.restic.BackupRequest;
import org.gardefou.restic.BackupSummary;
import org.gardefou.restic.ProgressListener;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;

/**
 * The folder beside a document root on another machine. Dumps are written here first, where they are counted and seen to be whole,
 * and go there when all are; restic runs there, and reaches the one repository through a {@link Gate} for as long as the run takes.
 */
final class RemoteStaging implements Workplace {

    private static final String DATABASES = "databases";

    private final RemoteSite site;
    private final Gates gates;
    private final boolean confined;
    private final Path scratch;
    private final Path here;
    private final String identity;

    /** Opens a gate to a site's repository. */
    interface Gates {
        Gate open(UUID site) throws IOException;
    }

    private RemoteStaging(RemoteSite site, Gates gates, boolean confined, Path scratch, Path here, String identity) {
        this.site = site;
        this.gates = gates;
        this.confined = confined;
        this.scratch = scratch;
        this.here = here;
        this.identity = identity;
    }

    /** @param id of the site: one run at a time is at work on it, so what an earlier one left is cleared away */
    static RemoteStaging beside(RemoteSite site, UUID id, Gates gates, Bounds bounds, Path data) throws IOException {
        boolean confined = bounds.confineElsewhere(site.confines());
        Path scratch = Files.createDirectories(data.resolve("scratch"));
        String name = "from-elsewhere-" + id;
        new LocalSiteFiles(scratch).deleteTree(name);
        Path here = Files.createDirectory(
                scratch.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createDirectory(here.resolve(DATABASES));
        return new RemoteStaging(site, gates, confined, scratch, here, site.makeOwnFolder());
    }

    @Override
    public String name() {
        return Staging.NAME;
    }

    @Override
    public Path databases() {
        return here.resolve(DATABASES);
    }

    @Override
    public void describe(ObjectMapper json, Meta meta) throws IOException {
        site.put(identity, Staging.META, Input.of(meta.bytes(json)));
    }

    @Override
    public BackupSummary copy(ResticRepository repository, Wanted wanted, ProgressListener listener)
            throws IOException {
        // Whoever enters it there makes sure that no link leads to it.
        BackupRequest request = wanted.below(site.root());
        try (Stream<Path> dumps = Files.list(databases())) {
            for (Path dump : dumps.toList()) site.put(identity, DATABASES + "/" + dump.getFileName(), Input.of(dump));
        }
        Gate gate = gates.open(UUID.fromString(request.host()));
        try (Forwarding forwarding = site.forward(gate.port())) {
            return repository.backupElsewhere(
                    request,
                    (arguments, environment, out, errors) -> {
                        Map<String, String> all = new HashMap<>(environment);
                        all.put("RESTIC_REPOSITORY", gate.location(forwarding.port()));
                        return site.restic(confined, arguments, all, out, errors);
                    },
                    listener);
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        } catch (ResticException.BackupIncomplete | ResticException.Cancelled e) {
            throw e;
        } catch (ResticException e) {
            // What restic there saw of it is a number.
            IOException trouble = gate.trouble();
            if (trouble == null) throw e;
            throw new StorageRefused(trouble, e);
        } finally {
            Uninterrupted.run(gate::close);
        }
    }

    @Override
    public void demandUntouched() throws IOException {
        site.demandUntouched(identity);
    }

    @Override
    public void close() throws IOException {
        Uninterrupted.run(() -> {
            try {
                new LocalSiteFiles(scratch).deleteTree(here.getFileName().toString());
            } finally {
                site.remove(identity);
            }
        });
    }

    /** Whoever cancels a run or stops the service wants nothing left behind all the same. */
    private interface Uninterrupted {
        void run() throws IOException;

        static void run(Uninterrupted work) throws IOException {
            boolean interrupted = Thread.interrupted();
            try {
                work.run();
            } finally {
                if (interrupted) Thread.currentThread().interrupt();
            }
        }
    }
}
