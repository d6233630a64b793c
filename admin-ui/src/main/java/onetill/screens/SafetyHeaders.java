package onetill.screens;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The headers that are the same on every answer.
 *
 * @param publicUrl where buyers reach us; when that is https, browsers are told never to come by another way again
 * @param httpsOnly for how long they are to remember that; zero takes it back
 * @param errorPageStyles what stands in the error page itself, as a policy names it
 */
record SafetyHeaders(Optional<URI> publicUrl, Duration httpsOnly, List<String> errorPageStyles) {

    Map<String, String> all() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Security-Policy", ContentPolicy.ofWhatIsNoPage(errorPageStyles));
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Permissions-Policy", Permissions.NONE);
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        if (publicUrl.filter(it -> "https".equalsIgnoreCase(it.getScheme())).isPresent()) {
            headers.put("Strict-Transport-Security", "max-age=" + httpsOnly.toSeconds());
        }
        return headers;
    }
}
