package org.gardefou.local.demo;

import static org.gardefou.local.demo.Registration.uuid;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gardefou.local.site.Observation;
import org.gardefou.local.site.Ports;
import org.gardefou.local.site.ShopTurbo;
import org.gardefou.local.site.SiteException;
import org.gardefou.local.site.WordPressSite;
import org.gardefou.local.token.TokenMint;

/**
 * The demonstration: {@code play} makes a WordPress site, or takes the one of an earlier run, and tells the whole story
 * on it; {@code stop} ends the site's servers. Where everything is comes in system properties from the launcher.
 */
public final class Demo {

    /** What the ledger must hold of a story that went well. */
    public static final Set<String> STEPS = Set.of(
            "site.registered",
            "contract.activated",
            "backup.completed",
            "restore-point.created",
            "site.plugin-updated",
            "risk-notice.raised",
            "risk-notice.delivered",
            "risk-notice.acknowledged",
            "site.diagnosed",
            "liability.assessed",
            "coverage.decided",
            "case.opened",
            "restore.requested",
            "restore.started",
            "restore.switched",
            "restore.completed",
            "restore.rolled-back",
            "case.resolved");

    private final PrintStream out;
    private final Chronicle chronicle;

    private Demo(PrintStream out) {
        this.out = out;
        this.chronicle = new Chronicle(out::println);
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String what = arguments.length == 1 ? arguments[0] : "";
        System.exit(
                switch (what) {
                    case "play" -> new Demo(out).play();
                    case "stop" -> new Demo(out).stop();
                    default -> {
                        System.err.println("The demo is told to play or to stop: ./garde-fou demo, ./garde-fou down.");
                        yield 2;
                    }
                });
    }

    private int stop() {
        try {
            site(line -> {}).stop();
            return 0;
        } catch (SiteException cause) {
            System.err.println(cause.getMessage());
            return 1;
        }
    }

    private int play() {
        try {
            tell();
            return 0;
        } catch (UnexpectedAnswer | SiteException | UncheckedIOException cause) {
            out.println();
            out.println("The story stopped in \"" + chronicle.chapter() + "\":");
            out.println("  " + String.valueOf(cause.getMessage()).replace("\n", "\n  "));
            out.println("The logs are in " + home().resolve("logs") + " and in "
                    + siteFolder().resolve("log") + "; ./garde-fou logs SERVICE shows one.");
            return 1;
        }
    }

    private void tell() {
        chronicle.chapter("The customer's site");
        WordPressSite site = site(chronicle::tell).start();
        if (!site.observe("/").shows(site.marker())) {
            chronicle.tell("the site is as an interrupted story left it, so it is put right first");
            site.heal();
        }
        Story story = agree(site);
        JsonNode good = protect(story, site);
        UUID change = change(story);
        UUID supportCase = trouble(story);
        UUID broken = recover(story, site, supportCase, uuid(good, "id"));
        refuse(story, site, broken);
        prove(story, change);
        out.println();
        out.printf(
                Locale.ROOT,
                "The story took %.0f s. The site works: %s (WordPress: %s, its password in %s)%n",
                chronicle.seconds(),
                site.url(),
                site.wordPressUser(),
                siteFolder().resolve("private/wordpress-admin"));
    }

    private Story agree(WordPressSite site) {
        chronicle.chapter("1. The hoster offers a plan; a customer accepts its terms and gets a contract");
        Stage stage = new Stage(
                URI.create(property("gardefou.edge.url")),
                mint(),
                Path.of(property("gardefou.secrets.root")),
                site,
                chronicle);
        return Story.open(stage, Clock.systemUTC());
    }

    private JsonNode protect(Story story, WordPressSite site) {
        chronicle.chapter("2. Backups run by the plan's policy");
        story.protection().policy();
        story.protection().firstPoint();
        story.sellWithPlugin();
        chronicle.tell("the customer sells with the plugin Shop Turbo 1.0: \"" + ShopTurbo.LINE + "\"");
        JsonNode good = story.protection().backUp("Before the update of Shop Turbo");
        String upload = site.upload(
                "croissant-" + System.currentTimeMillis() + ".txt", "Beurre d'Isigny".getBytes(StandardCharsets.UTF_8));
        chronicle.tell("after it the customer uploads a file: " + upload);
        return good;
    }

    private UUID change(Story story) {
        chronicle.chapter("3. The customer updates a plugin, and is warned");
        UUID change = story.tellOf(Story.pluginUpdate());
        JsonNode safety = story.protection().safety(change);
        chronicle.tell("a safety backup was made: the restore point "
                + safety.path("restorePoint").asText());
        story.updatePlugin();
        story.look();
        return change;
    }

    private UUID trouble(Story story) {
        chronicle.chapter("4. The site is broken: what happened, whose part it is, what help there is");
        UUID diagnosis = uuid(story.trouble().diagnose(), "id");
        story.trouble().assessment(diagnosis);
        UUID supportCase = uuid(story.trouble().supportCase(diagnosis), "id");
        story.trouble().coverage(supportCase);
        story.trouble().choose(supportCase, "RESTORE");
        return supportCase;
    }

    /** The restore point that holds the broken site, which the restore took before it began. */
    private UUID recover(Story story, WordPressSite site, UUID supportCase, UUID expected) {
        chronicle.chapter("5. The customer restores the site alone");
        UUID best = uuid(story.recovery().advice("BEFORE_THE_CHANGE"), "recommended");
        require(best.equals(expected), "the advice to be the restore point before the update, " + expected);
        JsonNode restore = story.recovery().restore(best);
        require(restore.path("state").asText().equals("COMPLETED"), "the restore to complete: " + restore);
        requireWorking(story, site);
        story.trouble().resolved(supportCase);
        return uuid(restore, "safetyRestorePoint");
    }

    private void refuse(Story story, WordPressSite site, UUID broken) {
        chronicle.chapter("6. A restore point that is broken itself: the restore notices, and takes itself back");
        JsonNode restore = story.recovery().restore(broken);
        require(restore.path("state").asText().equals("ROLLED_BACK"), "the restore to roll back by itself: " + restore);
        chronicle.tell(
                "       " + restore.path("outcome").path("text").path("fr").asText());
        requireWorking(story, site);
    }

    private void prove(Story story, UUID change) {
        chronicle.chapter("7. Every step stands in the evidence ledger");
        story.proof().entries(STEPS);
        require(story.proof().verification().path("sound").asBoolean(), "the ledger's chain to hold");
        chronicle.tell("the change that broke the site: " + change);
    }

    private static void requireWorking(Story story, WordPressSite site) {
        Observation seen = story.look();
        require(
                seen.status() == 200 && seen.shows(site.marker()) && seen.shows(ShopTurbo.LINE),
                "the site to answer as before: " + seen);
    }

    private static void require(boolean met, String what) {
        if (!met) {
            throw new UnexpectedAnswer("The story needs " + what);
        }
    }

    private WordPressSite site(java.util.function.Consumer<String> progress) {
        int shift = Integer.parseInt(property("gardefou.port-shift"));
        Ports usual =
                new Ports(Ports.USUAL.http() + shift, Ports.USUAL.apache() + shift, Ports.USUAL.database() + shift);
        Optional<Ports> made = WordPressSite.portsOf(siteFolder());
        return WordPressSite.in(siteFolder(), made.orElse(usual), progress);
    }

    private static TokenMint mint() {
        try {
            return TokenMint.in(home().resolve("keys"), Clock.systemUTC());
        } catch (IOException cause) {
            throw new UncheckedIOException("The suite's token key cannot be read in " + home() + ".", cause);
        }
    }

    private static Path home() {
        return Path.of(property("gardefou.home"));
    }

    private static Path siteFolder() {
        return Path.of(property("gardefou.site.directory"));
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new UnexpectedAnswer("The demo is started by ./garde-fou demo, which sets " + name + ".");
        }
        return value;
    }
}
