package org.gardefou.access.ssh;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.gardefou.access.host.Command;
import org.jspecify.annotations.Nullable;

/**
 * What is said to a shell on the other machine so that it becomes a command of ours. Pure.
 *
 * <p>SSH knows no argument vectors: what is asked for is one line for the login's shell, whichever that is, and everybody there
 * can read it in the list of processes. So the line is always the same one. It starts a POSIX shell with an empty environment,
 * which takes the first line of its standard input for what it is to do, with all bytes but plain ones as octal numbers. Neither
 * arguments nor values of the environment are ever part of a line that others parse or see, until the program itself has them.
 */
final class RemoteScript {
    /** As on this machine: the programs of the system are in folders that an ordinary user's PATH lacks. */
    static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** What the login's shell is asked to run. POSIX says that {@code read} takes no byte behind its line. */
    static final String LAUNCH = "exec /usr/bin/env -i PATH=" + PATH
            + " LANG=C.UTF-8 /bin/sh -c 'IFS= read -r line && eval \"$(printf %b \"$line\")\"'";

    /** What our line in the answer begins with. */
    static final String MARK = "gardefou-command";

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Tells the number of the process, which leads a group of its own, and when it began: by them it can be ended. */
    private static final String TELL = """
            read -r stat </proc/$$/stat || refuse group
            set -- ${stat##*) }
            [ "$3" = "$$" ] || refuse group
            printf 'gardefou-command started %s %s\\n' "$$" "${20}"
            """;

    private RemoteScript() {}

    /** The first line of standard input: {@code MARK refused WHY} or {@code MARK started PID START} is the first line of the answer that is ours. */
    static byte[] of(Command command) {
        return of(command, null);
    }

    /** @param content of a private file that the command reads; null for none */
    static byte[] of(Command command, byte @Nullable [] content) {
        StringBuilder script = new StringBuilder("refuse() { printf '" + MARK + " refused %s\\n' \"$1\"; exit 0; }\n");
        for (Map.Entry<String, String> one : new TreeMap<>(command.environment()).entrySet()) {
            if (!VARIABLE.matcher(one.getKey()).matches()) {
                throw new IllegalArgumentException(one.getKey() + " is no name of a variable.");
            }
            script.append("export ").append(one.getKey()).append('=').append(quoted(one.getValue()));
            script.append('\n');
        }
        String directory = command.directory();
        script.append("cd -- ").append(quoted(directory == null ? "/" : directory));
        script.append(" 2>/dev/null || refuse directory\nunset OLDPWD\n");
        script.append("a=").append(quoted(command.arguments().getFirst())).append('\n');
        script.append("""
                p=
                case $a in
                */*) [ -f "$a" ] && [ -x "$a" ] && p=$a ;;
                *) IFS=:; for d in $PATH; do [ -f "$d/$a" ] && [ -x "$d/$a" ] && { p=$d/$a; break; }; done; unset IFS ;;
                esac
                [ -n "$p" ] || refuse program
                """);
        String user = command.user();
        if (user != null) {
            script.append("""
                    u=%s
                    if [ "$(id -un)" = "$u" ]; then u=; else
                    [ "$(id -u)" = 0 ] || refuse root
                    uid=$(id -u -- "$u" 2>/dev/null) && gid=$(id -g -- "$u" 2>/dev/null) || refuse user
                    command -v setpriv >/dev/null || refuse setpriv
                    fi
                    """.formatted(quoted(user)));
        }
        if (content != null) {
            script.append(PRIVATE.replace("CONTENT", octal(content)));
        }
        script.append(TELL);
        String rest = arguments(command.arguments(), content != null);
        if (content != null) {
            // Not in its place: somebody has to take the file away, also where the connection is gone by then.
            script.append("\"$p\"").append(rest).append("\nexit $?\n");
            return line(script.toString());
        }
        if (user != null) {
            script.append(
                    "[ -z \"$u\" ] || exec setpriv --reuid=\"$uid\" --regid=\"$gid\" --init-groups --no-new-privs -- \"$p\"");
            script.append(rest).append('\n');
        }
        script.append("exec \"$p\"").append(rest).append('\n');
        return line(script.toString());
    }

    /** In memory where the machine has a place for that, and away after its next start. */
    private static final String PRIVATE = """
            mask=$(umask); umask 077
            for d in /run /dev/shm /tmp; do d=$(mktemp -d "$d/gardefou.XXXXXXXXXX" 2>/dev/null) && break; done
            [ -n "$d" ] || refuse private
            trap 'rm -rf -- "$d"' EXIT
            trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 143' TERM
            f=$d/private
            printf %b 'CONTENT' >"$f" || refuse private
            umask "$mask"
            """;

    /** For {@code printf %b}, whatever the bytes are. */
    private static String octal(byte[] content) {
        StringBuilder text = new StringBuilder();
        for (byte one : content) text.append(String.format(Locale.ROOT, "\\0%03o", one & 0xff));
        return text.toString();
    }

    private static byte[] line(String script) {
        return (encoded(script) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static final String END = """
            if [ -e /proc/PID/stat ]; then
            read -r stat </proc/PID/stat
            set -- ${stat##*) }
            [ "${20}" = START ] || exit 0
            fi
            kill -s TERM -- -PID 2>/dev/null || exit 0
            i=0
            while [ $i -lt 20 ] && kill -s 0 -- -PID 2>/dev/null; do sleep 0.1; i=$((i+1)); done
            kill -s KILL -- -PID 2>/dev/null
            """;

    /** Ends the group that a process leads, or led: asks it, and after two seconds does not ask any more. Goes where {@link #of} goes. */
    static byte[] ending(long pid, long start) {
        return line(END.replace("PID", Long.toString(pid)).replace("START", Long.toString(start)));
    }

    /** Why it did not start, for people. */
    static String refusal(String why, Command command, String host, String login) {
        return switch (why) {
            case "directory" -> "There is no folder " + command.directory() + " on " + host + ".";
            case "program" -> "There is no " + command.arguments().getFirst() + " on " + host + ".";
            case "user" -> "There is no user " + command.user() + " on " + host + ".";
            case "setpriv" -> "setpriv is missing on " + host + "; install util-linux there.";
            case "private" -> host + " has no place for a private file: /run, /dev/shm or /tmp.";
            case "root" ->
                "Only root can run a command as " + command.user() + "; the login on " + host + " is " + login + ".";
            default -> host + " runs commands otherwise than OpenSSH on Linux does; use these.";
        };
    }

    private static String arguments(List<String> all, boolean withFile) {
        StringBuilder rest = new StringBuilder();
        for (String one : all.subList(1, all.size())) {
            String argument = quoted(one);
            rest.append(' ').append(withFile ? argument.replace(Command.PRIVATE_FILE, "'\"$f\"'") : argument);
        }
        return rest.toString();
    }

    static String quoted(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("No argument, value or path can hold a NUL.");
        }
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String encoded(String script) {
        StringBuilder line = new StringBuilder();
        for (byte one : script.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (one & 0xff);
            boolean plain = letter < 128 && (Character.isLetterOrDigit(letter) || " ._/:=-".indexOf(letter) >= 0);
            line.append(plain ? String.valueOf(letter) : String.format(Locale.ROOT, "\\0%03o", (int) letter));
        }
        return line.toString();
    }
}
