package org.gardefou.local.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.local.token.TokenMint;

/** The launcher's commands, as {@code ./garde-fou} passes them on. */
final class Main {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out));
    }

    private static int run(List<String> arguments, PrintStream out) throws InterruptedException {
        try {
            Settings settings = Settings.of(
                    System.getenv(), Path.of(System.getProperty("gardefou.root", System.getProperty("user.dir"))));
            List<String> options = new ArrayList<>(arguments);
            String command = options.isEmpty() ? "" : options.removeFirst();
            return switch (command) {
                case "up" -> new Up(settings, out).run(options);
                case "demo" -> new Up(settings, out).demo(options);
                case "down" -> {
                    Options.requireKnown(options, List.of());
                    yield new Down(settings, out).run();
                }
                case "status" -> {
                    Options.requireKnown(options, List.of());
                    yield new Status(settings, out).run();
                }
                case "logs" -> Logs.run(settings, options);
                case "reset" -> new Reset(settings, out).run(options);
                case "token" -> token(settings, options, out);
                default -> {
                    System.err.println("There is no command \"" + command + "\": see ./garde-fou help.");
                    yield MISUSED;
                }
            };
        } catch (Refusal refusal) {
            System.err.println("garde-fou: " + refusal.getMessage());
            return FAILED;
        } catch (IllegalArgumentException misuse) {
            System.err.println("garde-fou: " + misuse.getMessage());
            return MISUSED;
        } catch (IOException cause) {
            System.err.println("garde-fou: " + cause.getMessage());
            return FAILED;
        }
    }

    private static int token(Settings settings, List<String> options, PrintStream out) throws IOException {
        Home home = new Home(settings.home()).create();
        out.println(TokenRequest.parse(options).mintedBy(TokenMint.in(home.keys(), Clock.systemUTC())));
        return 0;
    }
}
