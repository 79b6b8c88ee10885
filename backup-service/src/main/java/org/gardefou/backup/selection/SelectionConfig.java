package org.gardefou.backup.selection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What is left out of the backups of sites of which nobody said anything. */
@ConfigMapping(prefix = "gardefou.selection")
interface SelectionConfig {

    /**
     * What sites make anew by themselves, as patterns relative to the document root: page caches of WordPress, also of one in a folder, caches and sessions of
     * Symfony, Magento and PrestaShop, those of Laravel. They change with every visit, so that they are most of what each backup would add; and put back, or
     * taken over, they would show a state that is past. The folders themselves stay, since some applications do not make them. None has {@code **}:
     * each of those costs restic two hundredths of its time.
     */
    @WithDefault(
            "wp-content/cache/*,*/wp-content/cache/*,var/cache/*,var/session/*,var/sessions/*,storage/framework/cache/*,storage/framework/sessions/*,storage/framework/views/*")
    Optional<List<String>> rebuilt();

    /** What is left out and belongs to somebody, so that a restore keeps it, relative to the document root: what users of file managers have thrown away. */
    @WithDefault(".trash")
    Optional<List<String>> exclude();
}
