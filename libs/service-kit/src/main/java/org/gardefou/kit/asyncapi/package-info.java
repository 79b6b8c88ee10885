/** What a service tells and hears on the bus, as an AsyncAPI document beside the OpenAPI one. */
@NullMarked
package org.gardefou.kit.asyncapi;

import org.jspecify.annotations.NullMarked;
