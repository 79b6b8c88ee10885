package org.gardefou.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.UUID;
import org.gardefou.local.site.Observation;
import org.gardefou.local.site.ShopTurbo;

/**
 * The main job of the product on a real site. Each chapter has its own class, whose methods are the steps; this one
 * opens the story and ties them together. The demonstration tells it, the acceptance suite looks at every answer.
 */
public final class Story {

    private final Stage stage;
    private final Hosted hosted;
    private final Protection protection;
    private final SiteChanges changes;
    private final Trouble trouble;
    private final Recovery recovery;
    private final Proof proof;

    private Story(Stage stage, Hosted hosted, Clock clock) {
        this.stage = stage;
        this.hosted = hosted;
        protection = new Protection(stage, hosted);
        changes = new SiteChanges(stage, hosted, clock);
        trouble = new Trouble(stage, hosted, Agreement.LOCALE);
        recovery = new Recovery(stage, hosted, Agreement.LOCALE);
        proof = new Proof(stage, hosted);
    }

    /** Registers the site and makes the contract, as far as an earlier story has not done so. */
    public static Story open(Stage stage, Clock clock) {
        Administration.hand(stage.site().database(), stage.secrets());
        return new Story(stage, new Agreement(stage).make(new Registration(stage).register()), clock);
    }

    /** Who and what it is about. */
    public Hosted hosted() {
        return hosted;
    }

    public Protection protection() {
        return protection;
    }

    public SiteChanges changes() {
        return changes;
    }

    public Trouble trouble() {
        return trouble;
    }

    public Recovery recovery() {
        return recovery;
    }

    public Proof proof() {
        return proof;
    }

    /** What a visitor sees now. */
    public Observation look() {
        Observation seen = stage.site().observe("/");
        stage.chronicle()
                .tell("a visitor sees: " + seen.status() + ", " + seen.bytes() + " bytes"
                        + (seen.title().isEmpty() ? "" : ", \"" + seen.title() + "\""));
        return seen;
    }

    /** The customer's site sells with the plugin that the story is about. */
    public void sellWithPlugin() {
        if (!stage.site().pluginVersion(ShopTurbo.SLUG).equals(java.util.Optional.of("1.0"))) {
            stage.site().installPlugin(ShopTurbo.working());
        }
        stage.site().activatePlugin(ShopTurbo.SLUG);
    }

    /** The customer updates the plugin, after the panel has reported it: a real PHP fatal error follows. */
    public void updatePlugin() {
        stage.site().updatePlugin(ShopTurbo.fatal());
        stage.chronicle().tell("WordPress updates Shop Turbo to 2.0, which calls a function that does not exist");
    }

    /** The change that the panel reports of it. */
    public static SiteChanges.Change pluginUpdate() {
        return SiteChanges.Change.pluginUpdated(ShopTurbo.SLUG, "1.0", "2.0");
    }

    /** Reports a change and follows what it sets off to the end: the notice is read and acknowledged. */
    public UUID tellOf(SiteChanges.Change change) {
        UUID id = changes.report(change);
        JsonNode notice = changes.noticeOf(id);
        changes.read(notice);
        changes.acknowledge(notice);
        return id;
    }
}
