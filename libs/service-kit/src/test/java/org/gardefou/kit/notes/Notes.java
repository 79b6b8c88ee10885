package org.gardefou.kit.notes;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class Notes implements PanacheRepositoryBase<Note, UUID> {

    private static final Keyset NEWEST_FIRST = Keyset.newestFirst("createdAt", "id");

    Optional<Note> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", "connection");
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    Page<Note> page(PageRequest request, Visibility visibility, Note.@Nullable Color color) {
        return Listing.of(visibility.where("customer", "connection"))
                .where("color = :wanted", "wanted", color)
                .page(
                        this,
                        request,
                        NEWEST_FIRST,
                        cursor -> List.of(cursor.instant(0), cursor.uuid(1)),
                        note -> Cursor.after(note.createdAt(), note.id()));
    }
}
