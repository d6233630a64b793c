package onetill.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The browser side of the sandbox: the script that a checkout page loads, the card form in its frame, and the pages
 * that play the bank and the card reader. Only what is listed here is served, so no path leads anywhere else.
 */
final class BrowserPages {

    private static final String FOLDER = "browser/";
    private static final Set<String> FILES = Set.of(
            "card.html",
            "card.css",
            "card.js",
            "card-rules.js",
            "card-texts.js",
            "express.html",
            "express.js",
            "wallet.css",
            "wallet.html",
            "wallet.js",
            "controller.html",
            "controller.js",
            "frame.js",
            "bank.css",
            "bank.js",
            "3ds.js",
            "dress.js",
            "iban.html",
            "iban.js",
            "iban-rules.js",
            "reader.js",
            "phone.html",
            "phone.js",
            "overview.js");
    private static final Set<String> FRAMED =
            Set.of("card.html", "iban.html", "controller.html", "express.html", "wallet.html");

    private static final Pattern BANK = Pattern.compile("/pages/3ds/[\\w-]+");
    private static final Pattern IDEAL = Pattern.compile("/pages/ideal/[\\w-]+");
    private static final Pattern READER = Pattern.compile("/pages/readers/[\\w-]+");
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-zA-Z0-9.-]+(:\\d{1,5})?");

    private BrowserPages() {}

    /** Whether this was a page's business; then it is answered, if only by a 404. */
    static boolean handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var ours = path.startsWith("/pages/") || path.startsWith("/v3/");
        if (!ours || !exchange.getRequestMethod().equals("GET")) return false;

        var file = fileFor(path);
        if (file.isPresent()) serve(exchange, file.get());
        else send(exchange, 404, "text/plain; charset=utf-8", "No such page".getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private static Optional<String> fileFor(String path) {
        if (path.equals("/v3/") || path.equals("/v3/stripe.js")) return Optional.of("stripe.js");
        if (path.equals("/pages/")) return Optional.of("overview.html");
        if (BANK.matcher(path).matches()) return Optional.of("3ds.html");
        if (IDEAL.matcher(path).matches()) return Optional.of("ideal.html");
        if (READER.matcher(path).matches()) return Optional.of("reader.html");
        return Optional.of(path.replaceFirst("^/pages/", "")).filter(FILES::contains);
    }

    private static void serve(HttpExchange exchange, String file) throws IOException {
        var ancestors = FRAMED.contains(file) ? origins(exchange.getRequestURI().getRawQuery()) : "'none'";
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
                                + "base-uri 'none'; form-action 'none'; frame-ancestors " + ancestors);
        send(exchange, 200, contentType(file), content(file));
    }

    private static void send(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", contentType);
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** The pages that may hold the frame. The script on them names them, as Stripe's does: any shop may embed it. */
    private static String origins(@Nullable String query) {
        if (query == null) return "'none'";
        var origins = Arrays.stream(query.split("&"))
                .filter(it -> it.startsWith("origin="))
                .map(it -> URLDecoder.decode(it.substring("origin=".length()), StandardCharsets.UTF_8))
                .filter(it -> ORIGIN.matcher(it).matches())
                .collect(Collectors.joining(" "));
        return origins.isEmpty() ? "'none'" : origins;
    }

    private static String contentType(String file) {
        if (file.endsWith(".html")) return "text/html; charset=utf-8";
        return file.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
    }

    private static byte[] content(String file) throws IOException {
        try (var in = BrowserPages.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) throw new FileNotFoundException(file + " is not on the class path");
            return in.readAllBytes();
        }
    }
}
