/** Signed deliveries of panels (Standard Webhooks): secrets, signatures, what becomes of each delivery. */
@NullMarked
package org.gardefou.diagnostics.webhook;

import org.jspecify.annotations.NullMarked;
