package org.gardefou.kit.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The network that an address stands for when requests are counted. */
final class Network {

    /** What an access provider gives to one household (RFC 6177): all addresses in it are one caller's to choose from. */
    private static final int HOUSEHOLD_BYTES = 8;

    private Network() {}

    /** An IPv4 address is its own network, an IPv6 address is its /64; what is no address is one network with all that are none. */
    static String of(@Nullable String address) {
        if (address == null) return "unknown";
        try {
            InetAddress read = InetAddress.ofLiteral(address);
            return read instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(read.getAddress(), HOUSEHOLD_BYTES))
                    : read.getHostAddress();
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }
}
