package org.gardefou.backup.repository;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All keys of repositories, of the first ones and of those for copies, by what wraps them. */
@ApplicationScoped
class WrappedKeys {

    private static final String BY_OTHERS =
            "wrappedKey is not null and (kek <> ?1 or (nextKek is not null and nextKek <> ?1))";

    private final RepositoryRows rows;
    private final RepositoryCopies copies;

    WrappedKeys(RepositoryRows rows, RepositoryCopies copies) {
        this.rows = rows;
        this.copies = copies;
    }

    /** How many keys each key-encryption key wraps. */
    SortedMap<String, Long> counts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (String entity : List.of("Repository", "RepositoryCopy")) {
            for (String column : List.of("kek", "nextKek")) {
                String held = column.equals("kek") ? "wrappedKey" : "nextWrappedKey";
                rows.getEntityManager()
                        .createQuery(
                                "select r.%s, count(r) from %s r where r.%s is not null group by r.%s"
                                        .formatted(column, entity, held, column),
                                Object[].class)
                        .getResultList()
                        .forEach(row -> counts.merge((String) row[0], (Long) row[1], Long::sum));
            }
        }
        return counts;
    }

    /** How many rows hold a key that another key-encryption key wraps. */
    long wrappedByOthers(String kek) {
        return rows.count(BY_OTHERS, kek) + copies.count(BY_OTHERS, kek);
    }

    /** Some of them, locked. */
    List<StoredRepository> some(String kek, int most) {
        List<StoredRepository> some = new ArrayList<>(rows.find(BY_OTHERS + " order by site", kek)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .page(0, most)
                .list());
        if (some.isEmpty()) {
            some.addAll(copies.find(BY_OTHERS + " order by site", kek)
                    .withLock(LockModeType.PESSIMISTIC_WRITE)
                    .page(0, most)
                    .list());
        }
        return some;
    }
}
