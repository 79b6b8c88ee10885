/** What every operation has in common, added to the OpenAPI document. */
@org.jspecify.annotations.NullMarked
package org.gardefou.kit.openapi;
