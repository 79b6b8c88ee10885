package org.gardefou.backup.source;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The servers that sites are on. */
@ApplicationScoped
class Servers implements PanacheRepositoryBase<Server, UUID> {}
