/** A site's pages, fetched as an outside observer fetches them, without being led inside. */
@org.jspecify.annotations.NullMarked
package org.gardefou.access.http;
