package onetill.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Which addresses belong to the public internet (IANA's registries of special-purpose addresses). */
final class PublicAddresses {

    private static final List<Block> NOT_PUBLIC_V4 = blocks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT; a cloud's metadata
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // a cloud's own services for its machines
            "169.254.0.0/16", // link-local; the clouds' metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments; a cloud's metadata
            "192.0.2.0/24", // documentation
            "192.31.196.0/24", // AS112
            "192.52.193.0/24", // AMT
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "192.175.48.0/24", // AS112
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, broadcast

    /** Global unicast is public; everything else of IPv6 is not. */
    private static final Block UNICAST_V6 = new Block("2000::/3");

    private static final List<Block> NOT_PUBLIC_V6 = blocks(
            "2001::/23", // Teredo and other protocol assignments
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4: carries an IPv4 address
            "2620:4f:8000::/48", // AS112
            "3fff::/20"); // documentation

    private PublicAddresses() {}

    /** Some addresses that begin with the same bits. */
    private record Block(byte[] start, int bits) {

        Block(String text) {
            this(bytes(text.substring(0, text.indexOf('/'))), Integer.parseInt(text.substring(text.indexOf('/') + 1)));
        }

        boolean holds(byte[] address) {
            var whole = bits / 8;
            if (!Arrays.equals(address, 0, whole, start, 0, whole)) return false;
            var rest = bits % 8;
            if (rest == 0) return true;
            var mask = 0xff << (8 - rest);
            return (address[whole] & mask) == (start[whole] & mask);
        }
    }

    static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        if (address instanceof Inet4Address) return NOT_PUBLIC_V4.stream().noneMatch(it -> it.holds(bytes));
        return UNICAST_V6.holds(bytes) && NOT_PUBLIC_V6.stream().noneMatch(it -> it.holds(bytes));
    }

    private static List<Block> blocks(String... texts) {
        return Arrays.stream(texts).map(Block::new).toList();
    }

    private static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
