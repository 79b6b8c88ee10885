package org.gardefou.restore.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherPlaceTest {

    @ParameterizedTest
    @CsvSource({
        "10.11.6-MariaDB, 10.11.6-MariaDB, false",
        "10.5.1-MariaDB, 10.11.6-MariaDB-deb12, false",
        "10.11.6-MariaDB, 11.4.2-MariaDB, true",
        "11.4.2-MariaDB, 10.11.6-MariaDB, false",
        "5.7.44, 8.0.36, true",
        "8.0.36, 10.11.6-MariaDB, false",
        "10.11.6-MariaDB, ?, false"
    })
    void aServerThatIsAWholeVersionBehindIsTooOld(String now, String then, boolean older) {
        assertThat(OtherPlace.older(now, then)).isEqualTo(older);
    }
}
