package org.gardefou.backup.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.gardefou.backup.content.GroupSums.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileGroupTest {

    @ParameterizedTest
    @CsvSource({
        "/htdocs/wp-content/plugins/shop-turbo/inc/a.php, PLUGIN, shop-turbo, /htdocs/wp-content/plugins/shop-turbo",
        "/htdocs/wp-content/plugins/shop-turbo/cache/uploads/x.png, PLUGIN, shop-turbo, /htdocs/wp-content/plugins/shop-turbo",
        "/htdocs/wp-content/plugins/hello.php, PLUGIN, hello, /htdocs/wp-content/plugins/hello.php",
        "/htdocs/wp-content/mu-plugins/own.php, PLUGIN, own, /htdocs/wp-content/mu-plugins/own.php",
        "/htdocs/wp-content/object-cache.php, PLUGIN, object-cache.php, /htdocs/wp-content/object-cache.php",
        "/htdocs/blog/wp-content/themes/nice/style.css, THEME, nice, /htdocs/blog/wp-content/themes/nice",
        "/htdocs/wp-includes/js/themes/x/y.js, CORE, core, /htdocs",
        "/htdocs/wp-login.php, CORE, core, /htdocs",
        "/wp-admin/a.php, CORE, core, /",
        "/htdocs/wp-config.php, CONFIGURATION, wp-config.php, /htdocs/wp-config.php",
        "/htdocs/wp-content/plugins/a/.htaccess, CONFIGURATION, .htaccess, /htdocs/wp-content/plugins/a/.htaccess",
        "/htdocs/wp-content/uploads/2026/11/a.jpg, UPLOADS, uploads, /htdocs/wp-content/uploads",
        "/htdocs/wp-content/uploads/2026/11/a.PHP, CODE, uploads, /htdocs/wp-content/uploads",
        "/htdocs/wp-content/cache/page/index.php, CACHE, cache, /htdocs/wp-content/cache",
        "/htdocs/modules/ps_cart/ps_cart.php, PLUGIN, ps_cart, /htdocs/modules/ps_cart",
        "/web/modules/contrib/views/views.module, PLUGIN, views, /web/modules/contrib/views",
        "/htdocs/plugins/system/cache/cache.php, PLUGIN, cache, /htdocs/plugins/system/cache",
        "/htdocs/plugins/content/vote/vote.php, PLUGIN, vote, /htdocs/plugins/content/vote",
        "/htdocs/modules/index.html, OTHER, modules, /htdocs/modules",
        "/htdocs/index.html, OTHER, htdocs, /htdocs",
        "/htdocs/a/b/c/d/e.txt, OTHER, b, /htdocs/a/b",
        "/htdocs/a/b.php, CODE, a, /htdocs/a",
        "/x, OTHER, /, /",
    })
    void aPathSaysWhatAFileBelongsTo(String path, FileGroup.Kind kind, String name, String group) {
        assertThat(FileGroup.of(FolderPath.parent(path), FolderPath.name(path)))
                .isEqualTo(new FileGroup(kind, name, group));
    }

    @Test
    void whatRunsIsToldFirstAndTheRestIsNotHidden() {
        GroupSums sums = new GroupSums();
        for (int i = 0; i < 100; i++) sums.add(new FileGroup(FileGroup.Kind.OTHER, "f" + i, "/f" + i), Change.ADDED);
        sums.add(new FileGroup(FileGroup.Kind.UPLOADS, "uploads", "/uploads"), Change.ADDED);
        sums.add(new FileGroup(FileGroup.Kind.PLUGIN, "small", "/small"), Change.CHANGED);
        for (int i = 0; i < 2; i++) sums.add(new FileGroup(FileGroup.Kind.PLUGIN, "large", "/large"), Change.REMOVED);
        assertThat(sums.largest())
                .extracting(GroupSums.Sum::name)
                .startsWith("large", "small", "f0")
                .hasSize(60);
        assertThat(sums.more()).isEqualTo(43);
        assertThat(sums.all()).isEqualTo(new GroupSums.Counts(101, 2, 1));
    }
}
