package org.gardefou.backup.repository;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What is known of the repositories for copies. */
@ApplicationScoped
class RepositoryCopies implements PanacheRepositoryBase<RepositoryCopy, UUID> {}
