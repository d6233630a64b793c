package onetill.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a call of ours may go. A name is resolved once, all its addresses must be public, and the call goes to the address
 * that was looked at: whoever answers the name differently a moment later gains nothing.
 */
@ApplicationScoped
public class Egress {

    private static final int LONGEST = 2_000;
    private static final int LAST_PORT = 65_535;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int FIRST_FREE_PORT = 1_024;
    private static final Pattern NUMBER = Pattern.compile("(?i)(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");
    private static final String PART = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern QUAD = Pattern.compile(PART + "(\\." + PART + "){3}");
    private static final String AS_A_QUAD = "an IPv4 address is written as four decimal numbers without leading zeros";

    @Inject
    WebhookConfig config;

    private final Names names;

    /** How names become addresses. */
    interface Names {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    @Inject
    public Egress() {
        this(InetAddress::getAllByName);
    }

    Egress(Names names) {
        this.names = names;
    }

    /** An address that was found good, and what to say there. */
    public record Target(
            InetAddress address, int port, boolean tls, String host, String hostHeader, String pathAndQuery) {}

    /** It may not be called, or not be found. The message is for the merchant. */
    public static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    /** Looks the host up, so it is called with no transaction open. */
    public Target check(String url) throws Refused {
        var uri = parsed(url);
        var tls = "https".equals(uri.getScheme());
        var host = uri.getHost();
        var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        var port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS : HTTP;
        var hostHeader = uri.getPort() >= 0 ? host + ":" + uri.getPort() : host;
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new Target(resolve(bare), port, tls, bare, hostHeader, path + query);
    }

    private URI parsed(String url) throws Refused {
        if (url.length() > LONGEST) throw new Refused("an address has at most %d characters".formatted(LONGEST));
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new Refused("this is not a URL");
        }
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!"https".equals(scheme) && !("http".equals(scheme) && config.allowPrivateNetworks)) {
            throw new Refused("it must begin with https://");
        }
        if (uri.getRawUserInfo() != null) throw new Refused("it must not hold credentials");
        if (uri.getRawFragment() != null) throw new Refused("it must not have a fragment");
        if (uri.getHost() == null) throw new Refused(withoutHost(uri));
        if (uri.getHost().endsWith(".")) throw new Refused("its host must not end with a dot");
        if (isNumber(uri.getHost()) && !QUAD.matcher(uri.getHost()).matches()) throw new Refused(AS_A_QUAD);
        if (uri.getPort() == 0 || uri.getPort() > LAST_PORT) throw new Refused("there is no such port");
        if (!config.allowPrivateNetworks && isPortOfOthers(uri.getPort())) {
            throw new Refused("its port must be 443, or 1024 and above: the others belong to other services");
        }
        return URI.create(scheme + url.substring(scheme.length()));
    }

    private static String withoutHost(URI uri) {
        var authority = String.valueOf(uri.getRawAuthority());
        return isNumber(authority.replaceFirst(":\\d*$", "")) ? AS_A_QUAD : "it names no host";
    }

    /** Readers of addresses take such a host for an IPv4 address, and differ about which: octal, hexadecimal, parts left out. */
    private static boolean isNumber(String host) {
        return NUMBER.matcher(host).matches();
    }

    private static boolean isPortOfOthers(int port) {
        return port >= 0 && port != HTTPS && port < FIRST_FREE_PORT;
    }

    private InetAddress resolve(String host) throws Refused {
        InetAddress[] found;
        try {
            found = names.resolve(IDN.toASCII(host));
        } catch (UnknownHostException | IllegalArgumentException e) {
            throw new Refused("its host cannot be found");
        }
        if (found.length == 0) throw new Refused("its host cannot be found");
        if (!config.allowPrivateNetworks && !Arrays.stream(found).allMatch(PublicAddresses::isPublic)) {
            throw new Refused("its host has an address that is not public");
        }
        return found[0];
    }
}
