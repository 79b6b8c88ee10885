package org.gardefou.restore.remote;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.gardefou.access.files.LocalSiteFiles;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.CommandFailedException;
import org.gardefou.access.host.CommandOutcome;
import org.gardefou.access.host.Input;
import org.gardefou.access.host.LocalHost;
import org.gardefou.access.host.Output;
import org.gardefou.access.ssh.SshPrivateFolder;
import org.gardefou.restic.Contents;
import org.gardefou.restic.ProgressListener;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restic.ResticRepository.ArchiveFormat;
import org.gardefou.restic.RestoreRequest;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.site.DataConfig;

/**
 * Brings what a restore point holds into our folder on another machine. restic and the repository's key stay here; what crosses is an archive. A whole
 * document root streams through; dumps, and files that were chosen, are restored here first.
 */
@ApplicationScoped
public class FarRestore {

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int NAMED = 5;
    private static final int FOLDER_MODE = 0755;

    private final Path here;

    FarRestore(DataConfig data) {
        this.here = data.directory().toAbsolutePath().resolve("over-ssh");
    }

    /** Where what a restore needs of this machine lies: nobody but us can enter it. */
    public Path here(UUID restore) {
        return here.resolve(restore.toString());
    }

    /**
     * Restores some paths of a snapshot into {@link #here}, from nothing.
     *
     * @throws RestoreFailure when this machine has no room for them
     */
    public void bring(
            UUID restore,
            ResticRepository repository,
            String snapshot,
            List<String> paths,
            Contents expected,
            ProgressListener listener)
            throws IOException, RestoreFailure {
        forget(restore);
        Files.createDirectories(
                here, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (Files.getFileStore(here).getUsableSpace() < expected.bytes()) throw noRoom();
        repository.restore(snapshot, new RestoreRequest(here(restore), paths, expected), listener);
    }

    /** Removes what is here of a restore. */
    public void forget(UUID restore) throws IOException {
        if (Files.isDirectory(here)) new LocalSiteFiles(here).deleteTree(restore.toString());
    }

    /**
     * Sends a folder of {@link #here} to the other machine, below a folder in ours there, and removes it here.
     *
     * @param folder absolute within the snapshot
     */
    public void send(UUID restore, String folder, SshPrivateFolder there, String tree) throws IOException {
        Path scratch = here.resolve("scratch");
        LocalHost us = new LocalHost(scratch);
        Command pack = Command.of(
                        "tar",
                        "-c",
                        "--format=posix",
                        "--numeric-owner",
                        "--acls",
                        "--xattrs",
                        "--xattrs-include=user.*",
                        "-C",
                        here(restore).toString(),
                        "--",
                        "." + folder)
                .within(LONGEST);
        through(
                out -> {
                    CommandOutcome packed = us.run(pack.writing(Output.to(in -> in.transferTo(out))));
                    if (!packed.succeeded()) throw new CommandFailedException(packed);
                },
                there,
                tree);
        new LocalSiteFiles(here(restore)).deleteTree(folder.substring(1));
    }

    /**
     * Streams a folder of a snapshot to the other machine, below a folder in ours there, and makes sure that all of it came.
     *
     * @param folder absolute within the snapshot
     * @param bytes that it has, for the progress
     */
    public void stream(
            ResticRepository repository,
            String snapshot,
            String folder,
            long bytes,
            SshPrivateFolder there,
            String tree,
            ProgressListener listener)
            throws IOException, RestoreFailure {
        // The folder itself is no entry of its own archive.
        for (int end = folder.indexOf('/', 1); end > 0; end = folder.indexOf('/', end + 1)) {
            there.createDirectory(tree + folder.substring(0, end), FOLDER_MODE);
        }
        there.createDirectory(tree + folder, FOLDER_MODE);
        through(
                out -> repository.dumpArchive(snapshot, folder, ArchiveFormat.TAR, new Metered(out, bytes, listener)),
                there,
                tree);
        Settling settling = new Settling(there, tree, folder);
        repository.list(snapshot, settling::see);
        List<String> wrong = settling.wrong();
        if (!wrong.isEmpty()) throw notWhole(wrong);
    }

    private interface Source {
        void writeTo(OutputStream out) throws IOException;
    }

    /** What fails here counts before what tar says there of an archive that was cut short by that. */
    private static void through(Source source, SshPrivateFolder there, String tree) throws IOException {
        AtomicReference<Exception> failed = new AtomicReference<>();
        Input archive = Input.from(out -> {
            Ours ours = new Ours(out);
            try {
                source.writeTo(ours);
            } catch (IOException | RuntimeException e) {
                // Where the other side went away, what it says is what counts.
                if (!ours.refused) failed.set(e);
                throw e instanceof IOException io ? io : new IOException("the restore point could not be read", e);
            }
        });
        try {
            there.unpack(tree, archive, LONGEST);
        } catch (IOException e) {
            if (failed.get() == null) throw e;
        }
        switch (failed.get()) {
            case null -> {
                return;
            }
            case IOException io -> throw io;
            case RuntimeException wrong -> throw wrong;
            default -> throw new IllegalStateException(failed.get());
        }
    }

    /** Knows whether it was the other side that took no more. */
    private static class Ours extends FilterOutputStream {
        private boolean refused;

        Ours(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                refused = true;
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            // The other side's input is closed by who runs it.
            flush();
        }
    }

    private static RestoreFailure notWhole(List<String> wrong) {
        String names = String.join(", ", wrong.stream().limit(NAMED).toList()) + (wrong.size() > NAMED ? ", …" : "");
        return new RestoreFailure(
                FailureCode.FILES_FAILED,
                new Text(
                                "%s fichiers ne sont pas arrivés entiers sur le serveur du site (%s) ; recommencez, ou choisissez un autre point de restauration.",
                                "%s files did not arrive whole on the site's server (%s); start again, or choose another restore point.")
                        .with(wrong.size(), names));
    }

    private static RestoreFailure noRoom() {
        return new RestoreFailure(
                FailureCode.NO_SPACE,
                new Text(
                        "Le serveur de restauration manque de place pour ce qui passe par lui ; l'hébergeur doit libérer le disque de gardefou.data.directory.",
                        "The restore server has no room for what goes through it; the hoster must free the disk of gardefou.data.directory."));
    }
}
