package onetill.screens;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** In which languages somebody would like a page, the best first. */
final class Languages {

    private Languages() {}

    /** The one in the address ({@code ?lang=de}), or those the browser names (RFC 9110, 12.5.4); none where nobody says. */
    static List<Locale> of(HttpServletRequest request) {
        var asked = request.getParameter("lang");
        if (asked != null) return List.of(Locale.forLanguageTag(asked));
        // Without the header the container would say the language of its own machine.
        return request.getHeader("Accept-Language") == null ? List.of() : Collections.list(request.getLocales());
    }
}
