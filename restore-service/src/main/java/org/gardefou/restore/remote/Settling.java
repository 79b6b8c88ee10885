package org.gardefou.restore.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.access.files.Entry;
import org.gardefou.access.ssh.SshPrivateFolder;
import org.gardefou.access.ssh.SshPrivateFolder.Unpacked;
import org.gardefou.restic.Node;
import org.jspecify.annotations.Nullable;

/**
 * Goes through what was unpacked with the listing of the snapshot: whether all is there, and at the times that it had. An archive of restic has whole
 * seconds, and an empty file in the place of a FIFO.
 */
final class Settling {

    private static final int AT_ONCE = 1000;
    private static final int FOLDER_MODE = 0755;

    /** What restic's listing has in the place of a byte that is no text: that name cannot be asked for. */
    private static final char NO_TEXT = '\uFFFD';

    private final SshPrivateFolder folder;
    private final String tree;
    private final String root;
    private int permissions = FOLDER_MODE;
    private final List<Unpacked> waiting = new ArrayList<>();
    private final List<Unpacked> directories = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    /**
     * @param tree the folder in ours into which the snapshot's paths were unpacked
     * @param root the folder of the snapshot that was
     */
    Settling(SshPrivateFolder folder, String tree, String root) {
        this.folder = folder;
        this.tree = tree;
        this.root = root;
    }

    /** A node of the snapshot. */
    void see(Node node) {
        if (!node.path().equals(root) && !node.path().startsWith(root + "/")) return;
        if (node.path().indexOf(NO_TEXT) >= 0 || node.type() == Node.Type.SOCKET) return;
        if (node.path().equals(root)) permissions = node.permissions();
        Unpacked one = new Unpacked(node.path(), kind(node.type()), node.size(), node.modified());
        // A folder's time changes with what is done in it.
        if (node.type() == Node.Type.DIRECTORY) directories.add(one);
        else waiting.add(one);
        if (waiting.size() == AT_ONCE) send(waiting);
    }

    /** The paths of what is not there as it should be. */
    List<String> wrong() throws IOException {
        send(waiting);
        folder.permit(tree + root, permissions);
        List<Unpacked> deepestFirst = directories.reversed();
        for (int from = 0; from < deepestFirst.size(); from += AT_ONCE) {
            send(new ArrayList<>(deepestFirst.subList(from, Math.min(deepestFirst.size(), from + AT_ONCE))));
        }
        return List.copyOf(wrong);
    }

    private void send(List<Unpacked> some) {
        if (some.isEmpty()) return;
        try {
            wrong.addAll(folder.settle(tree, some));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        some.clear();
    }

    private static Entry.@Nullable Kind kind(Node.Type type) {
        return switch (type) {
            case FILE -> Entry.Kind.FILE;
            case DIRECTORY -> Entry.Kind.DIRECTORY;
            case SYMLINK -> Entry.Kind.LINK;
            case FIFO, DEVICE, SOCKET, OTHER -> null;
        };
    }
}
