/** The stack that the tests of every module run against. */
@org.jspecify.annotations.NullMarked
package org.gardefou.local.testing;
