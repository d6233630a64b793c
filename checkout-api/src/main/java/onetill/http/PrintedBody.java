package onetill.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What is printed, as a page or as lines of text. */
@Provider
@Produces({MediaType.TEXT_HTML, MediaType.TEXT_PLAIN})
@ApplicationScoped
public class PrintedBody implements MessageBodyWriter<Printable> {

    private static final String STYLE = "<style>";

    @Context
    HttpServletResponse response;

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return Printable.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            Printable printable,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        var isPage = media.isCompatible(MediaType.TEXT_HTML_TYPE);
        var printed = isPage ? printable.html() : printable.text();
        if (isPage) response.setHeader("Content-Security-Policy", policy(printed));
        headers.putSingle(HttpHeaders.CONTENT_TYPE, media.withCharset(StandardCharsets.UTF_8.name()));
        out.write(printed.getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing but the style that stands in it. */
    static String policy(String page) {
        var from = page.indexOf(STYLE) + STYLE.length();
        var style = page.substring(from, page.indexOf("</style>", from));
        return "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                .formatted(hash(style));
    }

    private static String hash(String style) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
