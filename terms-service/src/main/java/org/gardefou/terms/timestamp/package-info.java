/** Time stamps of authorities outside (RFC 3161) over the checkpoints: not the hoster's clock alone says when something stood. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.timestamp;
