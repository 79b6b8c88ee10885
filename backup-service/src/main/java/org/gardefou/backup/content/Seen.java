package org.gardefou.backup.content;

import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.permission.Visibility;

/**
 * The condition for restore points {@code r} that a caller may see, in SQL.
 *
 * @param id its one parameter, if it has one
 */
record Seen(String sql, Optional<UUID> id) {

    static Seen of(Visibility visibility) {
        return switch (visibility) {
            case Visibility.Everything() -> new Seen("true", Optional.empty());
            case Visibility.OfCustomer(UUID customer) -> new Seen("r.customer = ?", Optional.of(customer));
            case Visibility.OfConnection(UUID connection) ->
                new Seen("r.site in (select s.site from site s where s.connection = ?)", Optional.of(connection));
            case Visibility.Nothing() -> new Seen("false", Optional.empty());
        };
    }
}
