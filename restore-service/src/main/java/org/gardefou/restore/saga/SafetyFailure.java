package org.gardefou.restore.saga;

import java.util.Set;
import org.gardefou.restore.language.Text;

/** That the safety backup of a restore failed, in backup-service's words. */
record SafetyFailure(String code, Text text, boolean willRetry) {

    private static final Set<String> PASSING = Set.of("LOCKED", "UNREACHABLE", "BUSY", "AWAY", "TIMEOUT", "TIMED_OUT");

    /** Whether backup-service's own next try may succeed without anybody's help. */
    boolean passing() {
        return willRetry && PASSING.stream().anyMatch(code::contains);
    }
}
