package org.gardefou.access.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.FileAccessException.Reason;
import org.gardefou.access.files.FreeSpace;
import org.gardefou.access.files.Hazard;
import org.gardefou.access.files.PrivateFolder;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.files.Slice;
import org.gardefou.access.ssh.FileAgent.Answer;

/** The files below a directory of another machine, looked at by a {@link FileAgent} there as {@code LocalSiteFiles} does it here. */
final class SshSiteFiles implements SiteFiles {
    private static final int FIELDS = 11;
    private static final int PRIVATE = 0700;

    private final SshHost host;
    private final String root;
    private final String base;
    private final Supplier<FileAgent> agent;

    private SshSiteFiles(SshHost host, String root, String base, Supplier<FileAgent> agent) {
        this.host = host;
        this.root = root;
        this.base = base;
        this.agent = agent;
    }

    /** Below a root by its name. */
    static SshSiteFiles named(SshHost host, String root, Supplier<FileAgent> agent) {
        if (!root.startsWith("/")) {
            throw new IllegalArgumentException("The root must be an absolute path, not " + root + ".");
        }
        return new SshSiteFiles(host, root, "N" + root, agent);
    }

    /** Below a folder that an agent holds. */
    static SshSiteFiles held(SshHost host, FileAgent agent, long descriptor, String path) {
        return new SshSiteFiles(host, path, "H" + descriptor, () -> agent);
    }

    /** How the agent is told where to begin. */
    String base() {
        return base;
    }

    private Answer ask(String what, Object... words) throws IOException {
        return agent.get().ask(what, words);
    }

    @Override
    public String root() {
        return root;
    }

    @Override
    public String resolve(String path) throws IOException {
        return ask("resolve", base, below(path)).text(0);
    }

    @Override
    public boolean exists(String path) throws IOException {
        try {
            var _ = resolve(path);
            return true;
        } catch (FileAccessException e) {
            if (e.reason() == Reason.MISSING || e.reason() == Reason.NOT_A_DIRECTORY) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Entry stat(String path) throws IOException {
        return entry(ask("stat", base, below(path)), 0);
    }

    @Override
    public Listing list(String path, int limit) throws IOException {
        Answer answer = ask("list", base, below(path), limit);
        List<Entry> entries = new ArrayList<>();
        for (int at = 1; at < answer.size(); at += FIELDS) entries.add(entry(answer, at));
        entries.sort(Comparator.comparing(Entry::path));
        return new Listing(List.copyOf(entries), answer.number(0) != 0);
    }

    private static Entry entry(Answer answer, int at) {
        String target = answer.text(at + 10);
        return new Entry(
                answer.text(at),
                Entry.Kind.valueOf(answer.text(at + 1)),
                answer.number(at + 3),
                Instant.ofEpochSecond(answer.number(at + 4), answer.number(at + 5)),
                (int) answer.number(at + 2),
                (int) answer.number(at + 6),
                (int) answer.number(at + 7),
                (int) answer.number(at + 8),
                answer.text(at + 9),
                target.startsWith("+") ? target.substring(1) : null);
    }

    @Override
    public Slice head(String path, int maxBytes) throws IOException {
        return slice(path, 0, maxBytes);
    }

    @Override
    public Slice slice(String path, long offset, int maxBytes) throws IOException {
        Answer answer = ask("slice", base, below(path), offset, maxBytes);
        byte[] bytes = answer.bytes(3);
        long start = answer.number(0);
        return new Slice(bytes, start, Math.max(answer.number(1), start + bytes.length), answer.text(2));
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
        Answer answer = ask("free", base, below(path));
        return new FreeSpace(answer.number(0), answer.number(1));
    }

    @Override
    public void createDirectory(String path) throws IOException {
        makeDirectory(path, PRIVATE);
    }

    void makeDirectory(String path, int mode) throws IOException {
        var _ = ask("mkdir", base, below(path), mode);
    }

    @Override
    public PrivateFolder createPrivate(String path) throws IOException {
        return SshPrivateFolder.open(host, this, "create", below(path));
    }

    @Override
    public PrivateFolder openPrivate(String path) throws IOException {
        return SshPrivateFolder.open(host, this, "open", below(path));
    }

    @Override
    public void deleteTree(String path) throws IOException {
        var _ = ask("delete", base, below(path));
    }

    @Override
    public List<Hazard> hazards(String path, String livesAt, int limit) throws IOException {
        Answer answer = ask("hazards", base, below(path), livesAt, limit);
        List<Hazard> hazards = new ArrayList<>();
        for (int at = 0; at < answer.size(); at += 3) {
            String target = answer.text(at + 2);
            hazards.add(new Hazard(
                    Hazard.Kind.valueOf(answer.text(at)),
                    answer.text(at + 1),
                    target.startsWith("+") ? target.substring(1) : null));
        }
        return List.copyOf(hazards);
    }

    /** A path below the root, clean. */
    String below(String path) throws FileAccessException {
        String asked = path;
        if (asked.startsWith("/")) {
            if (!asked.equals(root) && !asked.startsWith(root + "/")) {
                throw new FileAccessException(Reason.OUTSIDE_ROOT, path + " is not below " + root + ".");
            }
            asked = asked.substring(root.length());
        }
        List<String> names = new ArrayList<>();
        for (String name : asked.split("/", -1)) {
            if (name.equals("..")) {
                throw new FileAccessException(Reason.OUTSIDE_ROOT, path + " has a .. in it; name the file itself.");
            }
            if (name.indexOf('\0') >= 0) {
                throw new FileAccessException(Reason.MISSING, "No file can have that name.");
            }
            if (!name.isEmpty() && !name.equals(".")) names.add(name);
        }
        return String.join("/", names);
    }
}
