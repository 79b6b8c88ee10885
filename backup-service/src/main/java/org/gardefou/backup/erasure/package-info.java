/** The erasure of all that is kept of a site, and the certificate of it. */
@NullMarked
package org.gardefou.backup.erasure;

import org.jspecify.annotations.NullMarked;
