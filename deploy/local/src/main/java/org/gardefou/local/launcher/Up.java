package org.gardefou.local.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.gardefou.local.token.TokenMint;

/** Starts the suite and stays with it until it is told to stop. */
final class Up {

    private final Settings settings;
    private final PrintStream out;
    private final Home home;
    private final Whereabouts whereabouts;

    Up(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.home = new Home(settings.home());
        this.whereabouts = new Whereabouts(settings, home, out);
    }

    /** {@code up [--infra-only] [--detach]}. */
    int run(List<String> options) throws IOException, InterruptedException {
        Options.requireKnown(options, List.of("--infra-only", "--detach"));
        boolean infrastructureOnly = options.contains("--infra-only");
        if (options.contains("--detach")) {
            if (!Detached.start(settings, home, infrastructureOnly, out)) {
                return 1;
            }
            whereabouts.sayInBackground(infrastructureOnly);
            return 0;
        }
        Optional<FileLock> lock = start(infrastructureOnly);
        if (lock.isEmpty()) {
            out.println("Garde-fou runs already in " + settings.home() + ".");
            whereabouts.say(infrastructureOnly);
            return 0;
        }
        if (!Detached.isThis()) {
            whereabouts.say(infrastructureOnly);
        }
        return stay();
    }

    /** {@code demo [--detach]}: the same, and the story played on it. */
    int demo(List<String> options) throws IOException, InterruptedException {
        Options.requireKnown(options, List.of("--detach"));
        DemoRun demo = new DemoRun(settings, home);
        demo.requirePresent();
        boolean stays = false;
        if (options.contains("--detach")) {
            if (home.launcher().isEmpty() && !Detached.start(settings, home, false, out)) {
                return 1;
            }
        } else {
            stays = start(false).isPresent();
        }
        int outcome = demo.play();
        if (!stays) {
            whereabouts.sayInBackground(false);
            return outcome;
        }
        whereabouts.say(false);
        return stay();
    }

    /** Empty when another launcher runs the suite of this home. */
    private Optional<FileLock> start(boolean infrastructureOnly) throws IOException {
        home.create();
        Optional<FileLock> lock = home.lock();
        if (lock.isEmpty()) {
            return lock;
        }
        if (!infrastructureOnly) {
            requireBuilt();
        }
        Files.deleteIfExists(home.readyFile());
        List<String> orphans = Orphans.stop(home.run());
        if (!orphans.isEmpty()) {
            out.println("Stopped what an earlier run left behind: " + String.join(", ", orphans) + ".");
        }
        TokenMint mint = TokenMint.in(home.keys(), Clock.systemUTC());
        Tokens tokens = new Tokens(home.tokens(), mint, Clock.systemUTC());
        tokens.renew();
        Plan plan = new Plan(settings, home, mint, tokens);
        PortCheck.requireFree(plan.ports(infrastructureOnly));
        Supervisor supervisor = new Supervisor(home, out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor), "stop"));
        home.launcherPid().write(ProcessHandle.current().pid(), Main.class.getName());
        long began = System.nanoTime();
        out.println("Starting in " + settings.home());
        supervisor.start(plan.infrastructure());
        if (!infrastructureOnly) {
            supervisor.start(plan.services());
        }
        renewDaily(tokens);
        out.printf("Ready after %.1f s.%n", (System.nanoTime() - began) / 1e9);
        Files.writeString(
                home.readyFile(), Long.toString(ProcessHandle.current().pid()));
        return lock;
    }

    private void stop(Supervisor supervisor) {
        out.println("Stopping …");
        new DemoRun(settings, home).stopSite();
        supervisor.stop();
        try {
            Files.deleteIfExists(home.readyFile());
            home.launcherPid().delete();
        } catch (IOException cause) {
            out.println("Cannot tidy up " + home.run() + ": " + cause.getMessage());
        }
        out.println("Stopped. The data stays in " + settings.home() + ".");
    }

    private void renewDaily(Tokens tokens) {
        var timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("tokens").factory());
        var unused = timer.scheduleAtFixedRate(
                () -> {
                    try {
                        tokens.renew();
                    } catch (IOException cause) {
                        out.println("The tokens could not be renewed: " + cause.getMessage());
                    }
                },
                1,
                1,
                TimeUnit.DAYS);
    }

    private void requireBuilt() {
        List<String> missing = Suite.SERVICES.stream()
                .filter(service -> !Files.exists(ServiceProgram.jar(service, settings.root())))
                .map(Suite.Service::name)
                .toList();
        if (!missing.isEmpty()) {
            throw new Refusal("Not built: " + String.join(", ", missing)
                    + ". Run mvn -DskipTests package, or start with --infra-only.");
        }
    }

    private int stay() throws InterruptedException {
        if (!Detached.isThis()) {
            out.println();
            out.println("Ctrl-C or " + settings.assignments() + "./garde-fou down stops it.");
        }
        // Only a signal ends this; the stopping is in the shutdown hook.
        new CountDownLatch(1).await();
        return 0;
    }
}
