package org.gardefou.access.http;

import java.io.IOException;

/** A name leads to addresses that a customer's word must not make us connect to. */
public final class AddressRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    AddressRefusedException(String message) {
        super(message);
    }
}
