package org.gardefou.access.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * System calls of Linux that the JDK has no method for. Each answers 0 (or a descriptor) on success and the negated
 * {@code errno} on failure, as the kernel itself does. The virtual machine wants {@code --enable-native-access}.
 */
public final class Posix {
    /** No such file or directory. */
    public static final int ENOENT = 2;
    /** No such process. */
    public static final int ESRCH = 3;
    /** Permission denied. */
    public static final int EACCES = 13;
    /** Something has that name already. */
    public static final int EEXIST = 17;
    /** The two names are on different file systems. */
    public static final int EXDEV = 18;
    /** Part of the path is not a directory. */
    public static final int ENOTDIR = 20;
    /** The file system or the kernel does not know the flags. */
    public static final int EINVAL = 22;
    /** The kernel does not have the call. */
    public static final int ENOSYS = 38;
    /** Too many symbolic links. */
    public static final int ELOOP = 40;

    /** Signal that asks a process to end. */
    public static final int SIGTERM = 15;
    /** Signal that ends a process. */
    public static final int SIGKILL = 9;

    private static final int O_DIRECTORY = directoryFlag();
    private static final int O_CLOEXEC = 0x80000;
    private static final int O_PATH = 0x200000;
    private static final int RENAME_NOREPLACE = 1;
    private static final int RENAME_EXCHANGE = 2;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle OPEN = call(
            "open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle KILL = call("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle RENAMEAT2 =
            call("renameat2", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle LGETXATTR =
            call("lgetxattr", FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG));

    private Posix() {}

    /**
     * Opens a name only to hold on to it ({@code O_PATH}): nothing is read, no device is woken, no FIFO blocks.
     *
     * @return the descriptor, or the negated errno
     */
    public static int hold(String path, boolean directory) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int flags = O_PATH | O_CLOEXEC | (directory ? O_DIRECTORY : 0);
            int fd = (int) OPEN.invokeExact(state, arena.allocateFrom(path), flags, 0);
            return fd >= 0 ? fd : -errno(state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Lets a descriptor of {@link #hold} go. */
    public static void release(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int rc = (int) CLOSE.invokeExact(state, descriptor);
            if (rc != 0) {
                throw new IllegalStateException("close of descriptor " + descriptor + ": errno " + errno(state));
            }
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Exchanges two names in one step, {@code renameat2(2)} with {@code RENAME_EXCHANGE}; links are not followed. */
    public static int exchange(int directoryA, String nameA, int directoryB, String nameB) {
        return rename(directoryA, nameA, directoryB, nameB, RENAME_EXCHANGE);
    }

    /** Moves a name to one that is free, {@code renameat2(2)} with {@code RENAME_NOREPLACE}; links are not followed. */
    public static int move(int from, String name, int to, String newName) {
        return rename(from, name, to, newName, RENAME_NOREPLACE);
    }

    private static int rename(int directoryA, String nameA, int directoryB, String nameB, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int rc = (int) RENAMEAT2.invokeExact(
                    state, directoryA, arena.allocateFrom(nameA), directoryB, arena.allocateFrom(nameB), flags);
            return rc == 0 ? 0 : -errno(state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Sends a signal to a process group. */
    public static int signalGroup(long group, int signal) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int rc = (int) KILL.invokeExact(state, (int) -group, signal);
            return rc == 0 ? 0 : -errno(state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Whether a file has an extended attribute; the file itself is looked at, not what a link points to. */
    public static boolean hasAttribute(String path, String attribute) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long size = (long) LGETXATTR.invokeExact(
                    state, arena.allocateFrom(path), arena.allocateFrom(attribute), MemorySegment.NULL, 0L);
            return size >= 0;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static int directoryFlag() {
        // O_DIRECTORY is one of the few flags whose number depends on the processor.
        return System.getProperty("os.arch", "").startsWith("aarch64") ? 0x4000 : 0x10000;
    }

    private static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    private static MethodHandle call(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        Linker.Option[] all = new Linker.Option[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = Linker.Option.captureCallState("errno");
        return LINKER.downcallHandle(
                LINKER.defaultLookup()
                        .find(name)
                        .orElseThrow(() -> new IllegalStateException("The C library of this machine has no " + name
                                + "; use Linux with glibc 2.28 or newer.")),
                descriptor,
                all);
    }

    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
}
