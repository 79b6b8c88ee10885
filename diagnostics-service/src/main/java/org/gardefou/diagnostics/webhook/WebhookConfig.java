package org.gardefou.diagnostics.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How deliveries are taken. */
@ConfigMapping(prefix = "gardefou.webhook")
interface WebhookConfig {

    /** How long an answer is kept for a delivery that is sent again: the retries that Standard Webhooks proposes end after three days. */
    @WithDefault("P7D")
    Duration answersKept();
}
