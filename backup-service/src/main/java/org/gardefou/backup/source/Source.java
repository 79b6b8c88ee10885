package org.gardefou.backup.source;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.gardefou.access.dump.DumpSource;
import org.gardefou.access.ssh.SshHost;
import org.jspecify.annotations.Nullable;

/**
 * A site's data, ready to be read.
 *
 * @param databases with the administration's access to each
 * @param root the folder above the document root; paths of a backup are relative to it, so that it can be restored anywhere
 * @param there the machine on which root, document root and databases are; null: this one
 */
public record Source(
        UUID site,
        String name,
        Path root,
        Path documentRoot,
        List<DumpSource> databases,
        @Nullable SshHost there) {}
