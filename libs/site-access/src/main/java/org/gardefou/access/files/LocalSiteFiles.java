package org.gardefou.access.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.gardefou.access.files.Entry.Kind;
import org.gardefou.access.files.FileAccessException.Reason;

/** The files below a directory of this machine. */
public final class LocalSiteFiles implements SiteFiles {
    private final Path root;
    private final boolean byDescriptor;

    /** Files below {@code root}, an absolute path. */
    public LocalSiteFiles(Path root) {
        this(root, false);
    }

    private LocalSiteFiles(Path root, boolean byDescriptor) {
        if (!root.isAbsolute()) {
            throw new IllegalArgumentException("The root must be an absolute path, not " + root + ".");
        }
        this.root = root.normalize();
        this.byDescriptor = byDescriptor;
    }

    /** Files below a folder that somebody holds, by a path that leads to it by its descriptor. */
    static LocalSiteFiles held(Path byDescriptor) {
        return new LocalSiteFiles(byDescriptor, true);
    }

    @Override
    public String root() {
        return root.toString();
    }

    @Override
    public String resolve(String path) throws IOException {
        Path relative = relative(path);
        try (Held held = hold(relative, false)) {
            return (byDescriptor ? root.resolve(relative) : held.place()).toString();
        }
    }

    @Override
    public boolean exists(String path) throws IOException {
        try (Held held = hold(relative(path), false)) {
            return held.descriptor() >= 0;
        } catch (FileAccessException e) {
            if (e.reason() == Reason.MISSING || e.reason() == Reason.NOT_A_DIRECTORY) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Entry stat(String path) throws IOException {
        Path relative = relative(path);
        if (relative.toString().isEmpty()) {
            try (Held held = hold(relative, true)) {
                return entry("", held.path(), true);
            }
        }
        try (Held parent = parent(relative)) {
            return entry(relative.toString(), parent.path().resolve(relative.getFileName()), false);
        }
    }

    @Override
    public Listing list(String path, int limit) throws IOException {
        Path relative = relative(path);
        List<Entry> entries = new ArrayList<>();
        boolean cut = false;
        try (Held held = hold(relative, true);
                DirectoryStream<Path> names = Files.newDirectoryStream(held.path())) {
            for (Path name : names) {
                if (entries.size() == limit) {
                    cut = true;
                    break;
                }
                String below = relative.resolve(name.getFileName()).toString();
                try {
                    entries.add(entry(below, name, false));
                } catch (FileAccessException e) {
                    // A name that vanished between the listing and the look is no longer in the directory.
                    if (e.reason() != Reason.MISSING) {
                        throw e;
                    }
                }
            }
        } catch (AccessDeniedException e) {
            throw denied(path);
        }
        entries.sort(Comparator.comparing(Entry::path));
        return new Listing(List.copyOf(entries), cut);
    }

    @Override
    public Slice head(String path, int maxBytes) throws IOException {
        return slice(path, 0, maxBytes);
    }

    @Override
    public Slice slice(String path, long offset, int maxBytes) throws IOException {
        try (Held held = hold(relative(path), false)) {
            UnixFacts facts = UnixFacts.of(held.path());
            if (facts.kind() != Kind.FILE) {
                throw new FileAccessException(Reason.NOT_A_FILE, path + " is not an ordinary file.");
            }
            try (SeekableByteChannel channel = Files.newByteChannel(held.path(), StandardOpenOption.READ)) {
                long size = channel.size();
                long start = offset < 0 ? Math.max(0, size + offset) : Math.min(offset, size);
                channel.position(start);
                // The size is only a hint for the buffer: files in /proc say 0, and logs grow while they are read.
                ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(maxBytes, size - start + 1024));
                while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                    continue;
                }
                byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
                return new Slice(bytes, start, Math.max(size, start + bytes.length), facts.identity());
            }
        } catch (AccessDeniedException e) {
            throw denied(path);
        }
    }

    @Override
    public String text(String path, int maxBytes) throws IOException {
        Slice slice = head(path, maxBytes + 1);
        if (slice.bytes().length > maxBytes) {
            throw new FileAccessException(
                    Reason.OTHER, path + " is larger than the " + maxBytes + " bytes that are read of such a file.");
        }
        return new String(slice.bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public FreeSpace freeSpace(String path) throws IOException {
        try (Held held = hold(relative(path), true)) {
            FileStore store = Files.getFileStore(held.place());
            return new FreeSpace(store.getUsableSpace(), store.getTotalSpace());
        }
    }

    @Override
    public void createDirectory(String path) throws IOException {
        Path relative = named(path);
        try (Held parent = parent(relative)) {
            Files.createDirectory(
                    parent.path().resolve(relative.getFileName()),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            throw new FileAccessException(Reason.OTHER, path + " is there already.");
        } catch (AccessDeniedException e) {
            throw denied(path);
        }
    }

    @Override
    public PrivateFolder createPrivate(String path) throws IOException {
        deleteTree(path);
        createDirectory(path);
        LocalPrivateFolder folder = LocalPrivateFolder.open(this, named(path));
        try {
            folder.demandEmpty();
            return folder;
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public PrivateFolder openPrivate(String path) throws IOException {
        return LocalPrivateFolder.open(this, named(path));
    }

    @Override
    public void deleteTree(String path) throws IOException {
        Path relative = named(path);
        try (Held parent = parent(relative)) {
            TreeDeletion.delete(parent.path(), relative.getFileName());
        } catch (FileAccessException e) {
            if (e.reason() != Reason.MISSING) {
                throw e;
            }
        } catch (AccessDeniedException e) {
            throw denied(path);
        }
    }

    @Override
    public List<Hazard> hazards(String path, String livesAt, int limit) throws IOException {
        Path relative = relative(path);
        try (Held held = hold(relative, true)) {
            Path tree = byDescriptor ? root.resolve(relative) : held.place();
            return new HazardScan(tree, relative, Path.of(livesAt), limit).run();
        }
    }

    /**
     * Holds on to the root itself. What is done through its path is done there, whatever is put in the place of its name.
     *
     * @throws FileAccessException {@code OUTSIDE_ROOT} when a link of somebody else's stands on the way
     */
    public Held holdRoot() throws IOException {
        return hold(Path.of(""), true);
    }

    Path named(String path) throws FileAccessException {
        Path relative = relative(path);
        if (relative.toString().isEmpty()) {
            throw new FileAccessException(Reason.OUTSIDE_ROOT, "The root itself is not exchanged, made or deleted.");
        }
        return relative;
    }

    private Path relative(String path) throws FileAccessException {
        Path asked;
        try {
            asked = Path.of(path);
        } catch (InvalidPathException e) {
            throw new FileAccessException(Reason.MISSING, "No file can have that name: " + e.getReason() + ".");
        }
        if (asked.isAbsolute()) {
            if (!asked.startsWith(root)) {
                throw new FileAccessException(Reason.OUTSIDE_ROOT, path + " is not below " + root + ".");
            }
            asked = root.relativize(asked);
        }
        for (Path name : asked) {
            if (name.toString().equals("..")) {
                throw new FileAccessException(Reason.OUTSIDE_ROOT, path + " has a .. in it; name the file itself.");
            }
        }
        return asked.normalize();
    }

    private Held hold(Path relative, boolean directory) throws IOException {
        if (byDescriptor) {
            return Held.of(Files.readSymbolicLink(root), root.resolve(relative), directory);
        }
        Path real = realRoot();
        return Held.of(real, real.resolve(relative), directory);
    }

    /** Holds the folder above a path. */
    Held parent(Path relative) throws IOException {
        Path parent = relative.getParent();
        return hold(parent == null ? Path.of("") : parent, true);
    }

    private Path realRoot() throws IOException {
        try {
            return RealRoot.of(root);
        } catch (NoSuchFileException e) {
            throw new FileAccessException(Reason.MISSING, "There is no " + root + ".");
        } catch (NotDirectoryException e) {
            throw new FileAccessException(Reason.NOT_A_DIRECTORY, root + " is not a directory.");
        } catch (AccessDeniedException e) {
            throw denied(root.toString());
        }
    }

    private static FileAccessException denied(String path) {
        return new FileAccessException(
                Reason.NOT_PERMITTED, "We may not open " + path + "; give the service's user access to it.");
    }

    static Entry entry(String below, Path path, boolean follow) throws IOException {
        LinkOption[] options = follow ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        try {
            UnixFacts facts = UnixFacts.of(path, options);
            Kind kind = facts.kind();
            return new Entry(
                    below,
                    kind,
                    facts.size(),
                    facts.modified(),
                    facts.mode() & 07777,
                    facts.owner(),
                    facts.group(),
                    facts.names(),
                    facts.identity(),
                    kind == Kind.LINK ? Files.readSymbolicLink(path).toString() : null);
        } catch (NoSuchFileException e) {
            throw new FileAccessException(Reason.MISSING, "There is no " + below + ".");
        } catch (AccessDeniedException e) {
            throw denied(below);
        }
    }
}
