package org.gardefou.access.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Decides which addresses we connect to on a customer's word. Everything that is not an address of the public internet
 * (IANA's special-purpose registries, RFC 6890) is refused, unless the hoster allows its range. The answer is the addresses
 * themselves: connect to exactly these, and never resolve the name a second time.
 */
public final class AddressGuard {
    private static final List<Cidr> SPECIAL_4 = cidrs(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");
    // Of IPv6 only 2000::/3 is in public use, less what is in it for protocols, documentation and tunnels into IPv4.
    private static final Cidr PUBLIC_6 = Cidr.of("2000::/3");
    private static final List<Cidr> SPECIAL_6 = cidrs("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final List<Cidr> allowed;
    private final Resolver resolver;

    /** Finds the addresses of a name. */
    @FunctionalInterface
    public interface Resolver {
        /** All of them. */
        InetAddress[] resolve(String name) throws UnknownHostException;
    }

    /** A guard that lets the public internet and some ranges through. */
    public AddressGuard(List<Cidr> allowed, Resolver resolver) {
        this.allowed = List.copyOf(allowed);
        this.resolver = resolver;
    }

    /** A guard with the resolver of this machine. */
    public static AddressGuard allowing(List<Cidr> ranges) {
        return new AddressGuard(ranges, InetAddress::getAllByName);
    }

    /**
     * The addresses of a host to which we may connect, at least one.
     *
     * @param host a name, or an address as in a URL (an IPv6 address in brackets or not)
     */
    public List<InetAddress> permitted(String host) throws UnknownHostException, AddressRefusedException {
        List<InetAddress> good = new ArrayList<>();
        InetAddress[] all = resolve(host);
        for (InetAddress address : all) {
            if (permits(address)) {
                good.add(address);
            }
        }
        if (good.isEmpty()) {
            throw new AddressRefusedException(host + " leads to "
                    + String.join(
                            ", ",
                            Arrays.stream(all).map(InetAddress::getHostAddress).toList())
                    + ", which is not a public address; if it is one of yours, allow its range.");
        }
        return List.copyOf(good);
    }

    /** Whether we may connect to an address. */
    public boolean permits(InetAddress address) {
        if (allowed.stream().anyMatch(range -> range.contains(address))) {
            return true;
        }
        if (address instanceof Inet4Address) {
            return SPECIAL_4.stream().noneMatch(range -> range.contains(address));
        }
        return PUBLIC_6.contains(address) && SPECIAL_6.stream().noneMatch(range -> range.contains(address));
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        String name = bare.toLowerCase(Locale.ROOT);
        String absolute = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        // RFC 6761, section 6.3: these names are the loopback's, whatever a resolver says.
        if (absolute.equals("localhost") || absolute.endsWith(".localhost")) {
            return new InetAddress[] {InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1})};
        }
        return resolver.resolve(bare);
    }

    private static List<Cidr> cidrs(String... texts) {
        return Arrays.stream(texts).map(Cidr::of).toList();
    }
}
