package org.gardefou.local.site;

/** The sample plugin of the story: 1.0 sells, 2.0 takes the whole site down. */
public final class ShopTurbo {
    public static final String SLUG = "shop-turbo";
    /** The function that 2.0 calls and nobody defines: what the PHP log names. */
    public static final String MISSING_FUNCTION = "turbo_license_check";
    /** What 1.0 shows at the foot of every page. */
    public static final String LINE = "Shop Turbo: free delivery from 30 euros";

    private ShopTurbo() {}

    public static Plugin working() {
        return new Plugin(SLUG, "Shop Turbo", "1.0", """
                add_action('wp_footer', function () {
                    echo '<p class="shop-turbo">%s</p>';
                });""".formatted(LINE));
    }

    public static Plugin fatal() {
        return new Plugin(SLUG, "Shop Turbo", "2.0", """
                add_action('init', function () {
                    %s('shop-turbo');
                });""".formatted(MISSING_FUNCTION));
    }
}
