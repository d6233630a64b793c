package onetill.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes headers away that the server's own reader fails on, as if that were our mistake, or answers itself with a page.
 * {@link VisitorFilter} then refuses the request as any other.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class HeaderGuard extends HttpFilter {

    /** The attribute that says what is wrong. */
    static final String MALFORMED = "onetill.malformed";

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String PARAMETERS =
            "(\\s*;\\s*(" + TOKEN + "\\s*=\\s*(" + TOKEN + "|\"([^\"\\\\]|\\\\.)*\"))?)*";

    /** RFC 9110, 8.3.1. */
    private static final Pattern MEDIA_TYPE = Pattern.compile("\\s*" + TOKEN + "/" + TOKEN + PARAMETERS + "\\s*");

    /** RFC 9110, 12.5.1; the lone star is what Java's older client sends. */
    private static final Pattern MEDIA_RANGES = Pattern.compile("(\\s*(" + TOKEN + "/" + TOKEN + "|\\*)" + PARAMETERS
            + "\\s*)?(,(\\s*(" + TOKEN + "/" + TOKEN + "|\\*)" + PARAMETERS + "\\s*)?)*");

    private static final Pattern QUALITY = Pattern.compile("(?i);\\s*q\\s*=\\s*([^,;\\s]*)");
    private static final int LONGEST = 2_000;
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String ACCEPT = "Accept";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var wrong = wrong(request);
        if (wrong.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(MALFORMED, String.join("; ", wrong.values()));
        chain.doFilter(new Without(request, wrong.keySet()), response);
    }

    /** What is wrong with each header that the server's reader would fail on: all of them, for one is enough to fail. */
    private static SortedMap<String, String> wrong(HttpServletRequest request) {
        var wrong = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        var type = request.getHeader(CONTENT_TYPE);
        if (type != null && !isMediaType(type))
            wrong.put(CONTENT_TYPE, "Content-Type takes a media type, such as application/json");
        if (!isMediaRanges(String.join(",", Collections.list(request.getHeaders(ACCEPT)))))
            wrong.put(
                    ACCEPT, "Accept takes media types, such as application/json, each with a q from 0 to 1 or without");
        return wrong;
    }

    static boolean isMediaType(String text) {
        return text.length() <= LONGEST && MEDIA_TYPE.matcher(text).matches();
    }

    static boolean isMediaRanges(String text) {
        if (text.length() > LONGEST || !MEDIA_RANGES.matcher(text).matches()) return false;
        return QUALITY.matcher(text).results().allMatch(it -> it.group(1).matches("0|1|0?\\.\\d{1,3}|1\\.0{1,3}|0\\."));
    }

    /** The same request, as if these headers had not come. */
    private static final class Without extends HttpServletRequestWrapper {

        private final Set<String> headers;

        /** @param headers whatever the case they are written in */
        Without(HttpServletRequest request, Set<String> headers) {
            super(request);
            this.headers = headers;
        }

        @Override
        public @Nullable String getContentType() {
            return headers.contains(CONTENT_TYPE) ? null : super.getContentType();
        }

        @Override
        public @Nullable String getHeader(String name) {
            return headers.contains(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return headers.contains(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            List<String> names = Collections.list(super.getHeaderNames());
            names.removeIf(headers::contains);
            return Collections.enumeration(names);
        }
    }
}
