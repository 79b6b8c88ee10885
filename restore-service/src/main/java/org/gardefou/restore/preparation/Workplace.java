package org.gardefou.restore.preparation;

import java.io.IOException;
import java.nio.file.Path;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.PrivateFolder;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.host.Host;
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
        return new Workplace(target, reach.host(), live, name, live.createPrivate(name));
    }

    /** The one in which a restore was prepared. */
    public static Workplace of(Reach reach, Target target, Prepared prepared) throws IOException {
        SiteFiles live = reach.files(target);
        return new Workplace(target, reach.host(), live, prepared.folder(), live.openPrivate(prepared.folder()));
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

    /** The path of something in our folder, for code and commands that run as us while this is open. */
    Path at(String inside) {
        return Path.of(folder.path(), inside);
    }

    /** How {@link Prepared} names something in our folder: below the site's root. */
    String named(String inside) {
        return name + "/" + inside;
    }

    /** The folder in our folder in which the dump of a schema lies. */
    public Path dumps(PreparedSchema schema) throws IOException {
        return at(inside(schema.dumpFolder()));
    }

    /** Exchanges a tree in our folder with the live document root. */
    public void exchange(String tree) throws IOException {
        folder.exchange(inside(tree), target.documentRootBelow());
    }

    /** Device and inode of a tree in our folder. */
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
        return entry == null
                ? null
                : entry.identity().substring(entry.identity().indexOf(':') + 1);
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
