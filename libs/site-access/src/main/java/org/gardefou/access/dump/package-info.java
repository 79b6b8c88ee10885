/** What a backup needs of a database, whatever engine holds it. */
@org.jspecify.annotations.NullMarked
package org.gardefou.access.dump;
