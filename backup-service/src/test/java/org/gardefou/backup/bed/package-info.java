/** Real sites, the bus and the service as its callers see it, for the tests of backups. */
@org.jspecify.annotations.NullMarked
package org.gardefou.backup.bed;
