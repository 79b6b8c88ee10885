package org.gardefou.diagnostics.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.diagnostics.component.ComponentKind;
import org.gardefou.diagnostics.inventory.Reading.State;
import org.gardefou.diagnostics.sitechange.ChangeType;
import org.gardefou.diagnostics.sitechange.SiteChange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static final Component SHOP_1 = plugin("shop-turbo", "Shop Turbo", "1.0");
    private static final Component SHOP_2 = plugin("shop-turbo", "Shop Turbo", "2.0");
    private static final Component FORM = plugin("form", "Form", "1");

    private static Component plugin(String slug, String name, String version) {
        return new Component(ComponentKind.PLUGIN, slug, "wp-content/plugins/" + slug, name, version, TrustFacts.NONE);
    }

    private static Reading reading(State state, Component... components) {
        return new Reading(state, Cms.WORDPRESS, List.of(components), List.of());
    }

    @Test
    void whatCameWentAndChangedDiffers() {
        assertThat(Difference.between(reading(State.READ, SHOP_1), reading(State.READ, SHOP_2, FORM)))
                .containsExactly(new Difference(SHOP_1, SHOP_2), new Difference(null, FORM))
                .extracting(Difference::type)
                .containsExactly(ChangeType.PLUGIN_UPDATED, ChangeType.PLUGIN_INSTALLED);
        assertThat(Difference.between(reading(State.READ, SHOP_1), reading(State.READ)))
                .extracting(Difference::type)
                .containsExactly(ChangeType.PLUGIN_REMOVED);
    }

    @Test
    void whatALookDidNotSeeIsNeitherGoneNorNew() {
        assertThat(Difference.between(reading(State.READ, SHOP_1), reading(State.PARTLY, FORM)))
                .containsExactly(new Difference(null, FORM));
        assertThat(Difference.between(reading(State.PARTLY, SHOP_1), reading(State.READ, SHOP_2, FORM)))
                .containsExactly(new Difference(SHOP_1, SHOP_2));
    }

    @Test
    void aSiteThatIsNoMoreIsOneChange() {
        Component core = new Component(ComponentKind.CMS, "wordpress", "", "WordPress", "6", TrustFacts.NONE);
        Reading none = new Reading(State.NO_CMS, null, List.of(), List.of());

        assertThat(Difference.between(reading(State.READ, core, SHOP_1, FORM), none))
                .containsExactly(new Difference(core, null));
    }

    @Test
    void aReportNamesAnExtensionInItsOwnWay() {
        Difference update = new Difference(SHOP_1, SHOP_2);
        for (String name : List.of("shop-turbo", "Shop Turbo", "shop-turbo/shop-turbo.php", "SHOP-TURBO"))
            assertThat(update.isToldBy(change("site.plugin-updated", name, null)))
                    .isTrue();
        assertThat(update.isToldBy(change("site.plugin-activated", "x", "wp-content/plugins/shop-turbo/a.php")))
                .isTrue();
        assertThat(update.isToldBy(change("site.plugin-updated", "shop", null))).isFalse();
        assertThat(update.isToldBy(change("site.theme-changed", "shop-turbo", null)))
                .isFalse();
    }

    private static SiteChange change(String type, String name, @Nullable String path) {
        return new SiteChange(
                new UUID(1, 1),
                new UUID(1, 2),
                new UUID(1, 3),
                type,
                new SiteChange.Actor("CUSTOMER", null, null),
                new SiteChange.ChangedObject("PLUGIN", name, path),
                null,
                null,
                "/panel/demo",
                SiteChange.Origin.REPORTED,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
