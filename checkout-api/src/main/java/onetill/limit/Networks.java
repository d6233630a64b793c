package onetill.limit;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ranges of addresses in CIDR notation, such as {@code 10.0.0.0/8, fd00::/8}. Names are refused: nobody is looked up. */
final class Networks {

    private static final Pattern LITERAL = Pattern.compile(
            "[0-9a-fA-F:]*:[0-9a-fA-F:.]*|(?:OCTET\\.){3}OCTET".replace("OCTET", "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)"));
    private static final int BITS = Byte.SIZE;

    private final List<Range> ranges;

    private record Range(InetAddress first, int bits) {

        boolean contains(InetAddress address) {
            var own = first.getAddress();
            var other = address.getAddress();
            if (own.length != other.length) return false;
            for (var bit = 0; bit < bits; bit++) {
                var mask = 1 << (BITS - 1 - bit % BITS);
                if ((own[bit / BITS] & mask) != (other[bit / BITS] & mask)) return false;
            }
            return true;
        }
    }

    private Networks(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** @throws IllegalArgumentException with a sentence that names what is wrong */
    static Networks parse(String text) {
        return new Networks(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .map(Networks::range)
                .toList());
    }

    private static Range range(String text) {
        var slash = text.indexOf('/');
        var address = address(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("%s is no address like 10.0.0.0/8".formatted(text)));
        var most = address.getAddress().length * BITS;
        try {
            var bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits >= 0 && bits <= most) return new Range(address, bits);
        } catch (NumberFormatException e) {
            // the sentence below says it
        }
        throw new IllegalArgumentException("%s: behind the slash stands 0 to %d".formatted(text, most));
    }

    boolean contain(InetAddress address) {
        return ranges.stream().anyMatch(it -> it.contains(address));
    }

    /** An address as it is written, never a name. IPv4 within IPv6 is IPv4. */
    static Optional<InetAddress> address(String text) {
        if (!LITERAL.matcher(text).matches()) return Optional.empty();
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** For whom is counted: one IPv4 address, or the 64 bits that a single IPv6 subscriber is given at least. */
    static String subscriber(InetAddress address) {
        if (address instanceof Inet4Address) return address.getHostAddress();
        var bytes = address.getAddress();
        Arrays.fill(bytes, Long.BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }
}
