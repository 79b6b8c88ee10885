/** Who works on a repository: any number at a time share it, or one has it alone; across all processes of the service. */
@NullMarked
package org.gardefou.backup.claim;

import org.jspecify.annotations.NullMarked;
