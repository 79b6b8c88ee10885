/** What the tests of terms-service share: callers, the bus, and a contract to start from. */
@org.jspecify.annotations.NullMarked
package org.gardefou.terms.testing;
