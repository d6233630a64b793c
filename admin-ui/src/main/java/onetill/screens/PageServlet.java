package onetill.screens;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Answers for the pages and nothing else. The container could hand out the files too, but not with a brotli twin,
 * a charset or a policy that knows the style of the page.
 */
@WebServlet(
        name = "pages",
        urlPatterns = {"/checkout/*", "/store/*", "/admin/*", "/till/*", "/desk/*", "/embed/*"})
public class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final URI STRIPE_SCRIPT = URI.create("https://js.stripe.com/dahlia/stripe.js");

    /** Only what exists is kept, so that nobody can fill it with names of their own. */
    private final transient Map<PagePath, PageFile> files = new ConcurrentHashMap<>();

    @SuppressWarnings("NullAway.Init")
    private transient ContentPolicy policy;

    @Override
    public void init() {
        var config = ConfigProvider.getConfig();
        var providerScript =
                config.getOptionalValue("stripe.script.url", URI.class).orElse(STRIPE_SCRIPT);
        policy = new ContentPolicy(providerScript, config.getOptionalValue("oidc.issuer", URI.class));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var page = request.getContextPath() + request.getServletPath();
        var below = request.getPathInfo();
        if (below == null) {
            var query = request.getQueryString();
            // Relative on purpose: in front of us may stand a proxy with another scheme and host.
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", page + "/" + (query == null ? "" : "?" + query));
            return;
        }
        var path = PagePath.of(request.getServletPath(), below);
        var file = fileFor(path, Languages.of(request));
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        describe(request.getServletPath(), path, file.get(), response);
        if (file.get().entityTag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        send(file.get(), Brotli.isAccepted(request.getHeader("Accept-Encoding")), response);
    }

    /** In the first of these languages that the page has; {@code index.html} itself is in English. */
    private Optional<PageFile> fileFor(PagePath path, List<Locale> languages) {
        if (!path.isPage()) return file(path);
        for (var language : languages) {
            if (language.getLanguage().equals(Locale.ENGLISH.getLanguage())) break;
            var translated = file(path.in(language));
            if (translated.isPresent()) return translated;
        }
        return file(path);
    }

    private Optional<PageFile> file(PagePath path) {
        var known = files.get(path);
        if (known != null) return Optional.of(known);
        var read = PageFile.read(path);
        read.ifPresent(file -> files.put(path, file));
        return read;
    }

    private void describe(String page, PagePath path, PageFile file, HttpServletResponse response) {
        response.setContentType(path.contentType());
        response.setHeader("ETag", file.entityTag());
        response.setHeader("Vary", path.isPage() ? "Accept-Encoding, Accept-Language" : "Accept-Encoding");
        response.setHeader("Cache-Control", path.isImmutable() ? "public, max-age=31536000, immutable" : "no-cache");
        if (path.isForOthers()) response.setHeader("Access-Control-Allow-Origin", "*");
        if (path.isWorker()) response.setHeader("Content-Security-Policy", ContentPolicy.ofWorker());
        if (path.isPage()) {
            response.setHeader("Content-Security-Policy", policy.forPage(page, file.styleHashes()));
            response.setHeader("Permissions-Policy", policy.permissions(page));
            response.setHeader("Cross-Origin-Opener-Policy", ContentPolicy.opener(page));
        }
    }

    private static void send(PageFile file, boolean brotliAccepted, HttpServletResponse response) throws IOException {
        var brotli = brotliAccepted ? file.brotli() : null;
        if (brotli != null) response.setHeader("Content-Encoding", "br");
        var content = brotli == null ? file.content() : brotli;
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }
}
