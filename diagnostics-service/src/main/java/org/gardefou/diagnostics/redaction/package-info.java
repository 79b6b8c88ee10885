/** What others wrote, made fit to be stored, told and shown: without secrets, without characters that are none, not too long. */
@NullMarked
package org.gardefou.diagnostics.redaction;

import org.jspecify.annotations.NullMarked;
