package org.gardefou.local.launcher;

import java.util.List;

/** The services of the suite and the usual ports, as the conventions list them. */
final class Suite {

    static final int EDGE_PORT = 8080;
    static final int POSTGRES_PORT = 15432;
    static final int KAFKA_PORT = 19092;
    static final int KAFKA_CONTROLLER_PORT = 19093;

    static final List<Service> SERVICES = List.of(
            new Service("terms-service", "terms", 8081),
            new Service("backup-service", "backups", 8082),
            new Service("restore-service", "restores", 8083),
            new Service("diagnostics-service", "diagnostics", 8084),
            new Service("support-service", "support", 8085));

    private Suite() {}

    /**
     * A service.
     *
     * @param name of its module, its log and its consumer group
     * @param path its base path at the edge, and the name of its database
     * @param usualPort its port, before it is moved
     */
    record Service(String name, String path, int usualPort) {}
}
