package org.gardefou.kit.id;

import java.util.UUID;

public final class Ids {
    private Ids() {}

    public static UUID next() {
        return UUID.randomUUID();
    }
}
