package onetill.screens;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What a browser is told about everything this server sends: pages, their parts, answers of the API, errors of the container. It
 * begins with the most that can be forbidden; a page says afterwards what it needs itself.
 */
@WebFilter(
        filterName = "browser-headers",
        urlPatterns = "/*",
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR},
        asyncSupported = true)
public class BrowserHeaders extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String ERROR_PAGE = "/error.html";
    /** Pictures of the demo stand on whatever page shows what it sells. */
    private static final String PICTURES = "/demo/";

    private static final Duration TWO_YEARS = Duration.ofDays(730);

    private transient Map<String, String> always = Map.of();

    @Override
    public void init() {
        var config = ConfigProvider.getConfig();
        always = new SafetyHeaders(
                        config.getOptionalValue("public.url", URI.class),
                        config.getOptionalValue("hsts.max.age", Duration.class).orElse(TWO_YEARS),
                        errorPageStyles())
                .all();
    }

    private List<String> errorPageStyles() {
        try (var page = getServletContext().getResourceAsStream(ERROR_PAGE)) {
            return page == null ? List.of() : new PageFile(page.readAllBytes(), null).styleHashes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        always.forEach(response::setHeader);
        var isPicture = request.getServletPath().startsWith(PICTURES);
        response.setHeader("Cross-Origin-Resource-Policy", isPicture ? "cross-origin" : "same-origin");
        chain.doFilter(request, response);
    }
}
