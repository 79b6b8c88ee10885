package org.gardefou.restore.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkplaceTest {

    @Test
    void aTreeIsKnownByItsInodeWhateverItsDeviceIsCalledAfterARestart() {
        assertThat(Workplace.same("2049:77", "2050:77")).isTrue();
        assertThat(Workplace.same("254,0:77", "254,16:77")).isTrue();
        assertThat(Workplace.same("2049:77", "2049:78")).isFalse();
    }

    @Test
    void aNameThatIsNoTextIsShownAsWhatJsonAndTheDatabaseTake() {
        assertThat(Workplace.shown("uploads/caf\uDCE9.jpg")).isEqualTo("uploads/caf\uFFFD.jpg");
        assertThat(Workplace.shown("uploads/café 😀.jpg")).isEqualTo("uploads/café 😀.jpg");
    }
}
