package org.gardefou.diagnostics;

import java.nio.file.Path;
import org.gardefou.kit.permission.PermissionTable;
import org.junit.jupiter.api.Test;

class PermissionsTest {

    @Test
    void everyOperationDeclaresWhoMayCallIt() {
        PermissionTable table = PermissionTable.of("org.gardefou.diagnostics");
        table.requireSound();
        table.requireSameAs(Path.of("src/test/resources/permissions.md"));
    }
}
