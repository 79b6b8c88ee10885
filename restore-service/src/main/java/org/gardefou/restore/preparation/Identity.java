package org.gardefou.restore.preparation;

import java.io.IOException;
import org.gardefou.access.host.Captured;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.Output;

/** Which folder stands at a path: its device and inode survive a rename, its name does not. */
public final class Identity {

    private Identity() {}

    /** Device and inode of what stands at a path. */
    public static String of(Host host, String path) throws IOException {
        Captured said = new Captured(200);
        host.run(Command.of("stat", "-c", "%d:%i", "--", path).writing(Output.to(said)))
                .orThrow();
        return said.text().strip();
    }
}
