package org.gardefou.restore.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotaTest {
    /** As quota 4 of Debian writes it. */
    private static final String SAID = """
            Disk quotas for user boutique (uid 1001):
                 Filesystem  blocks   quota   limit   grace   files   quota   limit   grace
                      /srv    25004   20000   30000       0    1500       0       0       0
                     /home   40000*   20000   30000       0    1500       0       0       0
                      /var    25004   20000       0       0    1500       0       0       0
            """;

    @Test
    void whatIsLeftIsUpToTheHardLimit() {
        assertThat(Quota.left(SAID, "/srv")).hasValue((30000 - 25004) * 1024L);
        assertThat(Quota.left(SAID, "/home")).hasValue(0);
    }

    @Test
    void withoutALimitNothingIsSaid() {
        assertThat(Quota.left(SAID, "/var")).isEmpty();
        assertThat(Quota.left(SAID, "/")).isEmpty();
        assertThat(Quota.left("Disk quotas for user boutique (uid 1001): none\n", "/srv"))
                .isEmpty();
        assertThat(Quota.left("/srv many few 10 0\n/srv", "/srv")).isEmpty();
        assertThat(Quota.left("", "/srv")).isEmpty();
    }
}
