package org.gardefou.access.ssh;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.PrivateFolder;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.Input;
import org.gardefou.access.ssh.FileAgent.Answer;

/**
 * A private folder of another machine, held by a program there. Its {@link #path} leads to it by that program's descriptor, for commands of the
 * same user on the same machine, as long as the connection is.
 */
public final class SshPrivateFolder implements PrivateFolder {
    private static final int EXCHANGE = 2;
    private static final int FREE_NAME = 1;

    private final SshHost host;
    private final SshSiteFiles outside;
    private final String name;
    private final FileAgent agent;
    private final String path;
    private final String identity;
    private final SshSiteFiles inside;

    private SshPrivateFolder(SshHost host, SshSiteFiles outside, String name, FileAgent agent, Answer held) {
        this.host = host;
        this.outside = outside;
        this.name = name;
        this.agent = agent;
        this.path = "/proc/" + held.number(0) + "/fd/" + held.number(1);
        this.identity = held.text(2);
        this.inside = SshSiteFiles.held(host, agent, held.number(1), path);
    }

    static SshPrivateFolder open(SshHost host, SshSiteFiles outside, String how, String name) throws IOException {
        FileAgent agent = FileAgent.holding(host);
        try {
            return new SshPrivateFolder(host, outside, name, agent, agent.ask(how, outside.base(), name));
        } catch (IOException | RuntimeException e) {
            agent.close();
            throw e;
        }
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public SiteFiles files() {
        return inside;
    }

    @Override
    public void exchange(String here, String live) throws IOException {
        rename(EXCHANGE, inside, here, outside, live);
    }

    @Override
    public void moveIn(String here, String live) throws IOException {
        rename(FREE_NAME, inside, here, outside, live);
    }

    @Override
    public void moveOut(String live, String here) throws IOException {
        rename(FREE_NAME, outside, live, inside, here);
    }

    private void rename(int how, SshSiteFiles from, String one, SshSiteFiles to, String other) throws IOException {
        var _ = agent.ask("rename", how, from.base(), from.below(one), to.base(), to.below(other));
    }

    @Override
    public void createDirectory(String here, int mode) throws IOException {
        inside.makeDirectory(here, mode);
    }

    @Override
    public void createLink(String here, String target) throws IOException {
        var _ = agent.ask("symlink", inside.base(), inside.below(here), target);
    }

    @Override
    public void permit(String here, int mode) throws IOException {
        var _ = agent.ask("chmod", inside.base(), inside.below(here), mode);
    }

    @Override
    public void copyIn(Entry live, String here, int mode) throws IOException {
        Instant modified = live.modified();
        var _ = agent.ask(
                "copy",
                outside.base(),
                outside.below(live.path()),
                inside.base(),
                inside.below(here),
                mode,
                modified.getEpochSecond(),
                modified.getNano());
    }

    @Override
    public void write(String here, byte[] content, int mode) throws IOException {
        var _ = agent.ask("write", inside.base(), inside.below(here), mode, content);
    }

    @Override
    public void demandUntouched() throws IOException {
        var _ = agent.ask("untouched", outside.base(), name, identity);
    }

    /**
     * Unpacks a tar archive into a folder in it, which is there. Owners are not taken over: all is ours, and what others may do with it is
     * settled before it goes live.
     *
     * @throws IOException when it was not unpacked to its end
     */
    public void unpack(String here, Input archive, Duration limit) throws IOException {
        var _ = host.runConnected(Command.of(
                                "tar",
                                "-x",
                                "-p",
                                "--no-same-owner",
                                "--numeric-owner",
                                "--acls",
                                "--xattrs",
                                "--xattrs-include=user.*",
                                "-C",
                                path + "/" + inside.below(here))
                        .reading(archive)
                        .within(limit))
                .orThrow();
    }

    /**
     * What an archive should have held.
     *
     * @param path below the folder that it was unpacked into, with a {@code /} before each name
     * @param kind null for what no archive holds, and what it may have put there instead is removed
     */
    public record Unpacked(
            String path, Entry.@org.jspecify.annotations.Nullable Kind kind, long size, Instant modified) {}

    /**
     * Gives what was unpacked its times to the nanosecond.
     *
     * @return the paths of what is not there as it should be
     */
    public List<String> settle(String here, List<Unpacked> all) throws IOException {
        List<Object> words = new ArrayList<>(List.of(inside.base(), inside.below(here)));
        for (Unpacked one : all) {
            words.add(one.path());
            words.add(one.kind() == null ? "NONE" : one.kind());
            words.add(one.size());
            words.add(one.modified().getEpochSecond());
            words.add(one.modified().getNano());
        }
        Answer wrong = agent.ask("settle", words.toArray());
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < wrong.size(); i++) paths.add(wrong.text(i));
        return List.copyOf(paths);
    }

    @Override
    public void close() {
        agent.close();
    }
}
