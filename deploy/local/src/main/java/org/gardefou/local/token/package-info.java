/** The local issuer of bearer tokens. */
@org.jspecify.annotations.NullMarked
package org.gardefou.local.token;
