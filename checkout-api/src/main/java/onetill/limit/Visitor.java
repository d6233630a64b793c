package onetill.limit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Where the present request comes from. What a header says is believed only of proxies we were told to trust, and only up to
 * the last one of them: all before it is the sender's own invention.
 */
@RequestScoped
public class Visitor {

    private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for\\s*=\\s*(\"[^\"]*\"|[^;\\s]*)");

    @Inject
    LimitConfig config;

    private String address = "";
    private @Nullable String shopper;

    /**
     * @param peer who is at the other end of the connection
     * @param forwarded all lines of the Forwarded header (RFC 7239); where there is none, {@code xForwardedFor} counts
     */
    public void cameFrom(String peer, List<String> forwarded, List<String> xForwardedFor) {
        var hops = forwarded.isEmpty() ? split(xForwardedFor) : fors(forwarded);
        address = client(peer, hops, config.trustedProxies())
                .map(Networks::subscriber)
                .orElse(peer);
    }

    /** The right-most address that is not one of a trusted proxy. What is no address ends the chain. */
    static Optional<InetAddress> client(String peer, List<String> hops, Networks trusted) {
        var client = Networks.address(peer);
        for (var i = hops.size() - 1; i >= 0; i--) {
            if (client.isEmpty() || !trusted.contain(client.get())) return client;
            var before = Networks.address(withoutPort(hops.get(i)));
            if (before.isEmpty()) return client;
            client = before;
        }
        return client;
    }

    private static List<String> split(List<String> lines) {
        return lines.stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::strip)
                .toList();
    }

    private static List<String> fors(List<String> lines) {
        var hops = new ArrayList<String>();
        for (var element : split(lines)) {
            var match = FOR.matcher(element);
            hops.add(match.find() ? match.group(1).replace("\"", "") : "");
        }
        return hops;
    }

    /** "192.0.2.1:4711" and "[2001:db8::1]:4711" are how proxies name a client with its port. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) return hop.substring(1, Math.max(1, hop.indexOf(']')));
        var colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }

    /**
     * A merchant's own server asks on behalf of a shopper, and says where they are.
     *
     * @throws ProblemException MALFORMED_REQUEST when it is no address
     */
    public void onBehalfOf(String shopperAddress) {
        shopper = Networks.address(shopperAddress.strip())
                .map(Networks::subscriber)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.MALFORMED_REQUEST,
                        "Shopper-Address takes the shopper's IP address, such as 203.0.113.7 or 2001:db8::7"));
    }

    /** Who asks: an IPv4 address, or 64 bits of an IPv6 address. */
    public String address() {
        return address;
    }

    /** The shopper on whose behalf a server asks, if it has said so. */
    @Nullable
    String shopper() {
        return shopper;
    }
}
