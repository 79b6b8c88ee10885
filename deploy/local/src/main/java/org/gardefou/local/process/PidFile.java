package org.gardefou.local.process;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Remembers a process so that a later run finds the same process again, and never a stranger that was given its number.
 * A pid is believed only when the process behind it started at the recorded tick of the recorded boot and still carries
 * the recorded mark in its command line.
 */
public final class PidFile {

    private final Path file;

    /** A pid file at that place; nothing is read or written yet. */
    public PidFile(Path file) {
        this.file = file;
    }

    /** The file itself. */
    public Path path() {
        return file;
    }

    /**
     * Records a running process. One that has ended already leaves no record: there is nobody to find, and whoever started it
     * sees how it ended.
     *
     * @param pid its number
     * @param mark a piece of its command line that tells it from other programs
     * @throws IOException when the file cannot be written
     */
    public void write(long pid, String mark) throws IOException {
        String start;
        try {
            start = startTick(pid);
        } catch (IOException gone) {
            delete();
            return;
        }
        Properties entry = new Properties();
        entry.setProperty("pid", Long.toString(pid));
        entry.setProperty("start", start);
        entry.setProperty("boot", bootId());
        entry.setProperty("mark", mark);
        StringWriter text = new StringWriter();
        entry.store(text, null);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(written, text.toString());
        Files.move(
                written,
                file,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** The recorded process if it still runs; empty when it ended, or when its number now belongs to another. */
    public Optional<ProcessHandle> live() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties entry = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            entry.load(reader);
            long pid = Long.parseLong(entry.getProperty("pid", ""));
            boolean same = entry.getProperty("boot", "").equals(bootId())
                    && entry.getProperty("start", "").equals(startTick(pid))
                    && commandLine(pid).contains(entry.getProperty("mark", "\0"));
            return same ? ProcessHandle.of(pid).filter(ProcessHandle::isAlive) : Optional.empty();
        } catch (IOException | IllegalArgumentException gone) {
            // No such process, or a file that was cut off in mid-write: either way there is nobody to find.
            return Optional.empty();
        }
    }

    /** Forgets the process. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** The command line of a process, its arguments separated by blanks. */
    public static String commandLine(long pid) throws IOException {
        return new String(Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")), StandardCharsets.UTF_8)
                .replace('\0', ' ');
    }

    private static String startTick(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The second field is the program's name in brackets and may itself hold blanks; proc(5) counts from there.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return fields[19];
    }

    private static String bootId() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }
}
