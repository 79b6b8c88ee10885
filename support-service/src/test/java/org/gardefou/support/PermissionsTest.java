package org.gardefou.support;

import java.nio.file.Path;
import org.gardefou.kit.permission.PermissionTable;
import org.junit.jupiter.api.Test;

class PermissionsTest {

    @Test
    void everyOperationSaysWhoMayCallItAndTheTableInTheDocsIsThatOne() {
        PermissionTable table = PermissionTable.of("org.gardefou.support");

        table.requireSound();
        table.requireSameAs(Path.of(System.getProperty("gardefou.root"), "support-service/docs/permissions.md"));
    }
}
