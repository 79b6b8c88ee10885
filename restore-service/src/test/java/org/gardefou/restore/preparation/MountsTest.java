package org.gardefou.restore.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountsTest {

    private static final Mounts MOUNTS = Mounts.of("""
            22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
            31 22 0:27 / /srv rw shared:9 - tmpfs tmpfs rw
            40 22 0:31 / /srv/a/htdocs/media\\040files rw - nfs4 nas:/a rw
            41 22 0:32 / /srv/b rw - tmpfs none rw
            42 22 0:33 / /srv/c/htdocs rw - tmpfs none rw
            43 22 0:34 / /srv/d/htdocs2 rw - tmpfs none rw
            44 22 0:35 / /srv/e/logs rw - tmpfs none rw
            cut""");

    @ParameterizedTest
    @CsvSource({
        "/srv/a, , /srv/a/htdocs/media files",
        "/srv/a, ., /srv/a/htdocs/media files",
        "/srv/a, media files, /srv/a/htdocs/media files",
        "/srv/a, media files/one, /srv/a/htdocs/media files",
        "/srv/a, index.php, ",
        "/srv/a, index.php|media files, /srv/a/htdocs/media files",
        "/srv/a, media, ",
        // The site's root may be a file system of its own: all of it is on that.
        "/srv/b, , ",
        "/srv/c, , /srv/c/htdocs",
        "/srv/c, index.php, /srv/c/htdocs",
        "/srv/d, , ",
        "/srv/e, , ",
    })
    void whatStandsInTheWayOfAnExchange(String root, @Nullable String parts, @Nullable String point) {
        List<String> chosen = parts == null ? null : Arrays.asList(parts.split("\\|", -1));
        assertThat(MOUNTS.inTheWay(root, root + "/htdocs", chosen).orElse(null)).isEqualTo(point);
    }
}
