/** Lists in pages: opaque cursors, a bounded limit, RFC 8288 links and keyset conditions. */
@org.jspecify.annotations.NullMarked
package org.gardefou.kit.paging;
