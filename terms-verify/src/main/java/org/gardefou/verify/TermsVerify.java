package org.gardefou.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks an evidence bundle, without network and without anything but the Java platform. It may be run from its source:
 * {@code java src/main/java/org/gardefou/verify/TermsVerify.java BUNDLE.zip}.
 */
public final class TermsVerify {

    private static final String USAGE = """
            Usage: terms-verify BUNDLE.zip [--trust KEY]... [--authority FINGERPRINT]... [--checkpoint FILE]...

              --trust KEY              the name of a key that you know to be the hoster's (GET /terms/v1/checkpoint-keys)
              --authority FINGERPRINT  the SHA-256 of the certificate of an authority of time that you believe
              --checkpoint FILE        the body of a checkpoint that you kept: the bundle must have it, and continue it (ask for it with kept=NUMBER)

            Exit codes
              0  good: complete, unchanged, signed by keys that you trust
              1  altered: something was changed
              2  incomplete: a file, an entry, a proof or the end of the chain is missing
              3  untrusted: all fits together, but nobody vouches for the key
              4  forked: two signed checkpoints contradict one another
              5  a time stamp proves nothing
              64 the command cannot be understood     65 this is no bundle     66 a file cannot be read""";

    private static final int NO_INPUT = 66;

    private final Set<String> trusted = new TreeSet<>();
    private final Set<String> authorities = new TreeSet<>();
    private final List<Path> kept = new ArrayList<>();
    private final List<Path> bundles = new ArrayList<>();

    private TermsVerify() {}

    /** Checks the bundle that the arguments name and ends the process with the exit code. */
    public static void main(String[] arguments) {
        int exitCode = run(arguments, System.out, System.err);
        if (exitCode != 0) System.exit(exitCode);
    }

    /** Checks the bundle that the arguments name; answers the exit code. */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        TermsVerify command = new TermsVerify();
        try {
            command.read(List.of(arguments));
            command.check(java.nio.file.Files.readAllBytes(command.bundles.getFirst()), out);
            return Outcome.GOOD.exitCode();
        } catch (Fault fault) {
            err.println(fault.outcome() + ": " + fault.getMessage());
            return fault.outcome().exitCode();
        } catch (IOException e) {
            err.println("A file cannot be read: " + e.getMessage());
            return NO_INPUT;
        }
    }

    private void read(List<String> arguments) throws Fault {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                bundles.add(Path.of(argument));
                continue;
            }
            i++;
            if (i == arguments.size()) throw new Fault(Outcome.USAGE, argument + " wants a value.\n" + USAGE);
            switch (argument) {
                case "--trust" -> trusted.add(arguments.get(i));
                case "--authority" ->
                    authorities.add(arguments.get(i).replace(":", "").toLowerCase(java.util.Locale.ROOT));
                case "--checkpoint" -> kept.add(Path.of(arguments.get(i)));
                default -> throw new Fault(Outcome.USAGE, "There is no option " + argument + ".\n" + USAGE);
            }
        }
        if (bundles.size() != 1) throw new Fault(Outcome.USAGE, "Name one bundle.\n" + USAGE);
    }

    private void check(byte[] zip, PrintStream out) throws Fault, IOException {
        Archive archive = Archive.read(zip);
        Keys keys = new Keys(trusted);
        Files files = Files.check(archive.files(), keys);
        archive.demandUntouched();
        Checkpoints checkpoints = Checkpoints.check(files, keys);
        Entries entries = Entries.check(files, checkpoints.last());
        Agreements agreements = Agreements.check(files, entries);
        TimeStamps stamps = TimeStamps.check(files, checkpoints, authorities);
        Json.Of about = files.manifest().object("about");
        for (Path file : kept) checkpoints.demandKnows(file.toString(), java.nio.file.Files.readAllBytes(file), about);
        keys.demandTrusted();
        report(files, checkpoints, entries, agreements, stamps, keys, out);
    }

    private void report(
            Files files,
            Checkpoints checkpoints,
            Entries entries,
            Agreements agreements,
            TimeStamps stamps,
            Keys keys,
            PrintStream out)
            throws Fault {
        Json.Of about = files.manifest().object("about");
        out.printf("GOOD: evidence about the %s %s%n", about.text("kind"), about.text("id"));
        out.printf(
                "  %d entries of the ledger \"%s\", all under the checkpoint %d of %s, signed by %s%n",
                entries.count(),
                checkpoints.last().origin(),
                checkpoints.last().number(),
                checkpoints.last().time(),
                String.join(", ", keys.used()));
        out.printf(
                "  %d personal values are committed to, %d of them are told; the others were left out or erased%n",
                agreements.commitments(), agreements.opened());
        if (stamps.count() == 0) out.println("  no time stamps: the times are the hoster's word");
        else
            out.printf(
                    "  %d time stamps of %s%s%n",
                    stamps.count(),
                    String.join(", ", stamps.authorities()),
                    authorities.isEmpty()
                            ? ": name the authority with --authority once you know that it is to be believed"
                            : "");
    }
}
