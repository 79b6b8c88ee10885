/** Terms documents, their immutable hashed versions, and the renditions that a reader is shown. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.document;
