/** Who calls and what they may do and see: scopes, roles, and the visibility that a query enforces. */
@org.jspecify.annotations.NullMarked
package org.gardefou.kit.permission;
