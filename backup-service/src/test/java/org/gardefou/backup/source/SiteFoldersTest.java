package org.gardefou.backup.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteFoldersTest {

    @Test
    void aFolderOfItsOwnIsTaken() throws SourceMissing {
        assertThat(SiteFolders.of("/srv/boutique", "/srv/boutique/./htdocs").below())
                .hasToString("htdocs");
    }

    @ParameterizedTest
    @CsvSource({
        "/usr,/usr/bin",
        "/,/etc",
        "/srv/boutique/..,/srv/boutique",
        "/srv/boutique,/usr",
        "/srv/boutique,/srv/boutique",
        "/srv/boutique,/srv/boutique/../other",
        "srv/boutique,srv/boutique/htdocs"
    })
    void aFolderOfOthersIsNot(String root, String documentRoot) {
        assertThatThrownBy(() -> SiteFolders.of(root, documentRoot)).isInstanceOf(SourceMissing.class);
    }
}
