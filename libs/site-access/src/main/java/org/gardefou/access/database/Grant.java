package org.gardefou.access.database;

import java.util.Set;

/**
 * What an account may do in one schema, by one grant or by all that it has on single things of it.
 *
 * @param on as it was given: a pattern of schemas, or the schema itself
 * @param whole whether it holds for all that is in the schema; else for single tables, columns or routines
 * @param rights by the first word of their names in the grant tables, such as {@code Select}
 */
record Grant(Account account, String on, boolean whole, Set<String> rights) {}
