package onetill.apikey;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import onetill.problem.ProblemException;

/** Where pages come from (RFC 6454), as browsers write it: {@code https://shop.example}. */
final class Origins {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private Origins() {}

    static List<String> checked(List<String> given) {
        return given.stream().map(Origins::checked).distinct().toList();
    }

    private static String checked(String given) {
        try {
            var uri = URI.create(given.trim());
            var host = uri.getHost();
            if (host != null && isBare(uri) && isSafe(uri, host)) {
                return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + host.toLowerCase(Locale.ROOT) + port(uri);
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the answer that says what an origin is.
        }
        throw ProblemException.invalid(
                "origins",
                "\"%s\" is no origin; write https://, the host and its port if it is not 443, and nothing after it"
                        .formatted(given));
    }

    private static boolean isBare(URI uri) {
        return uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && (uri.getRawPath() == null || uri.getRawPath().isEmpty());
    }

    private static boolean isSafe(URI uri, String host) {
        return "https".equalsIgnoreCase(uri.getScheme())
                || "http".equalsIgnoreCase(uri.getScheme()) && THIS_MACHINE.contains(host);
    }

    /** Browsers leave the usual port out. */
    private static String port(URI uri) {
        var usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return uri.getPort() == -1 || uri.getPort() == usual ? "" : ":" + uri.getPort();
    }
}
