package org.gardefou.diagnostics.inventory;

/** The systems whose sites are known from within. */
enum Cms {
    WORDPRESS("wordpress", "WordPress"),
    JOOMLA("joomla", "Joomla"),
    DRUPAL("drupal", "Drupal"),
    PRESTASHOP("prestashop", "PrestaShop");

    private final String slug;
    private final String shown;

    Cms(String slug, String shown) {
        this.slug = slug;
        this.shown = shown;
    }

    String slug() {
        return slug;
    }

    String shown() {
        return shown;
    }
}
