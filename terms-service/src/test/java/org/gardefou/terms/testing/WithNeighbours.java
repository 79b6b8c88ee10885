package org.gardefou.terms.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** The service with all that it speaks to outside: one start for the tests of both. */
public final class WithNeighbours implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> all = new HashMap<>(WithMail.settings());
        all.putAll(WithTimeAuthority.settings());
        return all;
    }
}
