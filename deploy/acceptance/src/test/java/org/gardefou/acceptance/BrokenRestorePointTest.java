package org.gardefou.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.UUID;
import org.gardefou.local.demo.Story;
import org.gardefou.local.site.Breakage;
import org.gardefou.local.site.Fingerprint;
import org.gardefou.local.site.WordPressSite;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A restore point that is broken itself does no harm. */
@Order(3)
@ExtendWith(OneWorld.class)
class BrokenRestorePointTest {

    @Test
    void aRestoreThatMakesTheSiteWorseRollsBackByItself(World world) {
        WordPressSite site = world.site();
        Story story = world.wellStory();
        site.breakBy(Breakage.THEME_PARSE_ERROR);
        JsonNode broken = story.protection().backUp("With the broken theme");
        site.heal();
        assertThat(story.trouble().diagnose().path("health").asText()).isEqualTo("HEALTHY");
        Fingerprint before = site.fingerprint();

        JsonNode restore =
                story.recovery().restore(UUID.fromString(broken.path("id").asText()));

        assertThat(restore.path("state").asText()).as(restore.toString()).isEqualTo("ROLLED_BACK");
        assertThat(restore.path("outcome").path("code").asText()).isEqualTo("SITE_WORSE");
        assertThat(restore.path("outcome").path("text").path("fr").asText()).isNotEmpty();
        assertThat(before.differencesTo(site.fingerprint())).isEmpty();
        assertThat(site.observe("/").shows(site.marker())).isTrue();
        assertThat(story.proof().entries(Set.of("restore.rolled-back")))
                .anySatisfy(entry -> assertThat(entry.path("body").toString())
                        .contains(restore.path("id").asText(), "SITE_WORSE"));
    }
}
