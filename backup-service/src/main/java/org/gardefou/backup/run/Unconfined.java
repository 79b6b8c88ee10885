package org.gardefou.backup.run;

import java.io.IOException;

/** This machine cannot confine a backup to the site's folder, and the operator wants none otherwise. */
final class Unconfined extends IOException {
    private static final long serialVersionUID = 1L;

    Unconfined() {
        super("The kernel refuses Landlock, or perl or setpriv is missing");
    }
}
