package org.gardefou.backup.watch;

import jakarta.enterprise.context.ApplicationScoped;

/** The settings as the rules want them. */
@ApplicationScoped
class Limits {

    private final WatchConfig config;

    Limits(WatchConfig config) {
        this.config = config;
    }

    int compared() {
        return config.compared();
    }

    SizeRule.Limits size() {
        return new SizeRule.Limits(
                config.fewest(),
                config.shrinking().percent(),
                config.shrinking().bytes(),
                config.shrinking().files(),
                config.growing().percent(),
                config.growing().bytes());
    }

    ChurnRule.Limits churn() {
        WatchConfig.ChurnLimits churn = config.churn();
        return new ChurnRule.Limits(churn.percent(), churn.times(), churn.files(), churn.suspicious());
    }
}
