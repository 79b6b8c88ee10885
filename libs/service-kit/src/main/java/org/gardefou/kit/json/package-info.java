/** How JSON is read and written everywhere: strictly, with RFC 3339 times and ISO 8601 durations. */
@org.jspecify.annotations.NullMarked
package org.gardefou.kit.json;
