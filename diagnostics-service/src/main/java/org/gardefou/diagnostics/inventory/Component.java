package org.gardefou.diagnostics.inventory;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.diagnostics.component.ComponentKind;
import org.jspecify.annotations.Nullable;

/**
 * A part of a site, as its own files describe it. Everything here is the word of whoever wrote the files.
 *
 * @param slug by which it is known to directories: the name of its folder or file
 * @param path below the document root
 * @param version as it is written; null where none is
 */
@Schema(name = "InventoryComponent")
record Component(
        ComponentKind kind,
        @Schema(examples = "shop-turbo") String slug,
        @Schema(examples = "wp-content/plugins/shop-turbo") String path,
        @Schema(examples = "Shop Turbo") String name,
        @Nullable @Schema(examples = "1.0") String version,
        TrustFacts facts) {

    /** What makes it the same component at another look. */
    String key() {
        return kind + " " + slug;
    }
}
