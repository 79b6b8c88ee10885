package org.gardefou.backup.policy;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneId;

/** What holds for a policy: its own words, and the hoster's settings where it has none. */
@ApplicationScoped
public class PolicySettings {

    private final PolicyConfig config;

    PolicySettings(PolicyConfig config) {
        this.config = config;
    }

    /** The clocks that the policy goes by. */
    public ZoneId zone(Policy policy) {
        return policy.own().flatMap(Own::clocks).orElse(config.zone());
    }

    /** The clocks of sites without a policy. */
    public ZoneId zone() {
        return config.zone();
    }

    Window window(Policy policy) {
        return policy.own()
                .flatMap(Own::hours)
                .orElseGet(
                        () -> new Window(config.window().from(), config.window().to()));
    }

    /** How often the site is backed up, and when; only of a policy by which we do. */
    public Rhythm rhythm(Policy policy) {
        return new Rhythm(policy.frequency().orElseThrow(), window(policy), zone(policy));
    }

    /** What is kept beyond the promised time while a contract promises backups; nothing more afterwards. */
    public Keep keep(Policy policy) {
        if (policy.kind() != Policy.Kind.HOST_RUN) return Keep.NONE;
        PolicyConfig.Kept hoster = config.keep();
        Keep usual = new Keep(
                hoster.last(), hoster.hourly(), hoster.daily(), hoster.weekly(), hoster.monthly(), hoster.yearly());
        return policy.own().flatMap(Own::kept).map(usual::atLeast).orElse(usual);
    }

    OwnRule.Limits limits() {
        PolicyConfig.Limits own = config.own();
        return new OwnRule.Limits(
                own.mostOften(),
                own.longest(),
                own.shortestWindow(),
                new Keep(own.last(), own.hourly(), own.daily(), own.weekly(), own.monthly(), own.yearly()));
    }

    Duration keptAfterEnd(Policy policy) {
        return policy.keptAfterEnd().orElse(config.keptAfterEnd());
    }

    Duration remindEvery() {
        return config.remindEvery();
    }

    /** How long before the deletion of a site's restore points it is told again. */
    public Duration deletionNotice() {
        return config.deletionNotice();
    }
}
