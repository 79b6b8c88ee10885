package org.gardefou.restore.preparation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.PrivateFolder;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.host.Host;
import org.gardefou.access.ssh.SshPrivateFolder;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.preparation.Prepared.PreparedSchema;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;
import org.jspecify.annotations.Nullable;

/**
 * Where a restore works: the live site, and our private folder beside it, which is held as long as this is open. The
 * customer owns the folder around it and can move ours away, so nothing in it is ever reached by its name.
 */
public final class Workplace implements AutoCloseable {

    /** How a {@link SiteFiles} of another machine tells bytes that are no text. */
    private static final Pattern NO_TEXT = Pattern.compile("[\\x{DC80}-\\x{DCFF}]");

    private final Target target;
    private final Host host;
    private final SiteFiles live;
    private final String name;
    private final PrivateFolder folder;

    private Workplace(Target target, Host host, SiteFiles live, String name, PrivateFolder folder) {
        this.target = target;
        this.host = host;
        this.live = live;
        this.name = name;
        this.folder = folder;
    }

    /** A new, empty one; whatever bore its name is removed. */
    static Workplace make(Reach reach, Target target, String name) throws IOException {
        SiteFiles live = reach.files(target);
        return new Workplace(target, reach.host(target), live, name, live.createPrivate(name));
    }

    /** The one in which a restore was prepared. */
    public static Workplace of(Reach reach, Target target, Prepared prepared) throws IOException {
        SiteFiles live = reach.files(target);
        return new Workplace(target, reach.host(target), live, prepared.folder(), live.openPrivate(prepared.folder()));
    }

    Target target() {
        return target;
    }

    Host host() {
        return host;
    }

    /** The live site, which belongs to the customer. */
    SiteFiles live() {
        return live;
    }

    /** What lies in our folder. */
    SiteFiles ours() {
        return folder.files();
    }

    /** Our folder, where the site is on another machine. */
    SshPrivateFolder beyond() {
        return (SshPrivateFolder) folder;
    }

    /** Copies a file of the live site into our folder. */
    void copyIn(Entry entry, String inside, int mode) throws IOException {
        folder.copyIn(entry, inside, mode);
    }

    /** Writes a small file of ours. */
    void write(String inside, byte[] content, int mode) throws IOException {
        folder.write(inside, content, mode);
    }

    void makeFolder(String inside, int mode) throws IOException {
        folder.createDirectory(inside, mode);
    }

    void makeLink(String inside, String leadsTo) throws IOException {
        folder.createLink(inside, leadsTo);
    }

    void permit(String inside, int mode) throws IOException {
        folder.permit(inside, mode);
    }

    /** A path for people and for JSON: what is no text in it is a U+FFFD. */
    static String shown(String path) {
        return NO_TEXT.matcher(path).replaceAll("\uFFFD");
    }

    /**
     * The path of something in our folder, for code of ours that opens it by itself while this is open.
     *
     * @throws FileAccessException when the site is on another machine: the path would be one of this
     */
    Path at(String inside) throws FileAccessException {
        if (target.isHere()) return Path.of(folder.path(), inside);
        throw new FileAccessException(
                FileAccessException.Reason.OTHER,
                inside + " is on another machine, where this is not done yet; the site is as it was.");
    }

    /** The same for commands that run as us on the site's machine. */
    String forCommands(String inside) {
        return folder.path() + "/" + inside;
    }

    /** How {@link Prepared} names something in our folder: below the site's root. */
    String named(String inside) {
        return name + "/" + inside;
    }

    /** The folder of this machine in which the dump of a schema lies: in ours beside a site that is here too. */
    public Path dumps(PreparedSchema schema) throws IOException {
        return target.isHere() ? at(inside(schema.dumpFolder())) : Path.of(schema.dumpFolder());
    }

    /** Exchanges a tree in our folder with the live document root. */
    public void exchange(String tree) throws IOException {
        folder.exchange(inside(tree), target.documentRootBelow());
    }

    /** Device and inode of a tree in our folder; see {@link #same}. */
    public String identity(String tree) throws IOException {
        return ours().stat(inside(tree)).identity();
    }

    /** What is put in place for a chosen path: itself, or a folder above it that the live site does not have. */
    public String topmost(String path) throws IOException, RestoreFailure {
        return Parents.topmost(live, target, path);
    }

    /** The inode of what lies at a path below the restored tree now; null when nothing does. */
    public @Nullable String prepared(String tree, String path) throws IOException {
        return inode(Parents.entry(ours(), inside(tree) + "/" + path));
    }

    /** The inode of what stands at a path below the live document root; null when nothing does. */
    public @Nullable String standing(String path) throws IOException {
        return inode(Parents.entry(live, live(path)));
    }

    private static @Nullable String inode(@Nullable Entry entry) {
        return entry == null ? null : inode(entry.identity());
    }

    private static String inode(String identity) {
        return identity.substring(identity.indexOf(':') + 1);
    }

    /** Whether two trees on the site's file system are one: the number of its device may be another one after a restart of the machine. */
    public static boolean same(String identity, String other) {
        return inode(identity).equals(inode(other));
    }

    /** Exchanges one thing below the restored tree with the one of the live document root. */
    public void exchange(String tree, String path) throws IOException {
        folder.exchange(inside(tree) + "/" + path, live(path));
    }

    /** Moves one thing of the restored tree to where the live document root has nothing. */
    public void moveIn(String tree, String path) throws IOException {
        folder.moveIn(inside(tree) + "/" + path, live(path));
    }

    /** The mirror of {@link #moveIn}. */
    public void moveOut(String tree, String path) throws IOException {
        folder.moveOut(live(path), inside(tree) + "/" + path);
    }

    private String live(String path) {
        return target.documentRootBelow() + "/" + path;
    }

    void demandUntouched() throws IOException {
        folder.demandUntouched();
    }

    /** What a name in {@link Prepared}, below the site's root or absolute, is in our folder. */
    String inside(String named) throws FileAccessException {
        int at = named.indexOf(name + "/");
        if (at < 0) {
            throw new FileAccessException(
                    FileAccessException.Reason.OUTSIDE_ROOT, named + " is not in our folder " + name + ".");
        }
        return named.substring(at + name.length() + 1);
    }

    @Override
    public void close() {
        folder.close();
    }
}
