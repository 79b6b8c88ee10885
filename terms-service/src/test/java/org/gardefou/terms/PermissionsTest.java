package org.gardefou.terms;

import java.nio.file.Path;
import org.gardefou.kit.permission.PermissionTable;
import org.junit.jupiter.api.Test;

class PermissionsTest {

    @Test
    void everyOperationDeclaresWhoMayCallIt() {
        PermissionTable table = PermissionTable.of("org.gardefou.terms");
        table.requireSound();
        table.requireSameAs(Path.of("src/test/resources/permissions.md"));
    }
}
