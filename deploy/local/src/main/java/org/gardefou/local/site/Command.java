package org.gardefou.local.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program to its end: an argument vector, never a shell string, and an environment of its own, so that
 * nothing of ours (secrets above all) reaches a customer's PHP.
 */
final class Command {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final List<String> arguments;
    private String input = "";
    private @Nullable Path source;
    private @Nullable Path target;

    private Command(List<String> arguments) {
        this.arguments = arguments;
    }

    record Output(int status, String out, String err) {
        String said() {
            return (err + " " + out).strip();
        }
    }

    static Command of(List<String> arguments) {
        return new Command(arguments);
    }

    Command input(String text) {
        input = text;
        return this;
    }

    Command inputFrom(Path file) {
        source = file;
        return this;
    }

    Command outputTo(Path file) {
        target = file;
        return this;
    }

    /** A builder with nothing in the environment but what Debian's programs need. */
    static ProcessBuilder bare(List<String> arguments) {
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.directory(Path.of("/").toFile());
    }

    /** The standard output of a run that succeeded. */
    String orFail(String doing) {
        Output output = run();
        if (output.status() != 0) {
            throw new SiteException(
                    doing + " failed (" + arguments.getFirst() + ", status " + output.status() + "): " + output.said());
        }
        return output.out();
    }

    Output run() {
        ProcessBuilder builder = bare(arguments);
        if (source != null) {
            builder.redirectInput(source.toFile());
        }
        if (target != null) {
            builder.redirectOutput(target.toFile());
        }
        try {
            Process process = builder.start();
            CompletableFuture<String> out = read(process.getInputStream());
            CompletableFuture<String> err = read(process.getErrorStream());
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A program that ends without reading its input says why on its error stream.
                process.descendants().forEach(ProcessHandle::destroy);
            }
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new SiteException(arguments.getFirst() + " did not end within " + LIMIT.toSeconds()
                        + " s: see whether the machine is overloaded, then try again");
            }
            return new Output(process.exitValue(), out.join(), err.join());
        } catch (IOException e) {
            throw new SiteException("Cannot run " + arguments.getFirst() + ": install it, then try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SiteException("Interrupted while " + arguments.getFirst() + " ran: try again", e);
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.completeExceptionally(new UncheckedIOException(e));
            }
        });
        return text;
    }
}
