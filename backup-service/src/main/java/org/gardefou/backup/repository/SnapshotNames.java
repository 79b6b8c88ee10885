package org.gardefou.backup.repository;

import java.util.Map;
import java.util.UUID;

/** What the snapshots of a site are called in its second repository: restic gives copies new ids. */
public interface SnapshotNames {

    /** The id of each copy by the id of its original. */
    Map<String, String> copiesOf(UUID site);
}
