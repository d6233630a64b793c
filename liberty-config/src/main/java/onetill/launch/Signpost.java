package onetill.launch;

import onetill.launch.Settings.Provider;
import onetill.launch.Settings.SignIn;

/** Where to look, printed when everything is up. */
final class Signpost {

    private Signpost() {}

    static String of(Settings settings, Home home) {
        var at = settings.publicUrlWithoutSlash();
        var management = "http://127.0.0.1:" + settings.managementPort();
        var text = new StringBuilder(
                """

                  store     %s/store/
                  checkout  %s/checkout/    opened by the store, a link or the API
                  admin     %s/admin/
                  till      %s/till/
                  desk      %s/desk/
                  API       %s/api/v1
                  OpenAPI   %s/openapi  (to read: %s/openapi/ui/)
                  metrics   %s/metrics
                  health    %s/health
                """.formatted(at, at, at, at, at, at, management, management, management, management));
        if (settings.demo()) {
            text.append("  keys      %s\n".formatted(home.file("demo.env")));
            text.append("            TILL_URL in it makes your browser the demo's till; Cara's PIN is 4711\n");
            text.append("            at the desk sign in as Alex Agent; CALLER_NUMBER in it is somebody known\n");
        }
        if (settings.provider() instanceof Provider.Sandbox sandbox) {
            text.append(
                    "  outbox    http://localhost:%d/outbox    what buyers were written\n".formatted(sandbox.port()));
            text.append("  phone     http://localhost:%d/pages/phone.html    calls the desk, and types cards\n"
                    .formatted(sandbox.port()));
            text.append("\n  No money moves: payments go to the provider sandbox on this machine.\n");
        }
        if (settings.signIn() instanceof SignIn.Demo) {
            text.append("  Sign-in is the demo's: everybody on this machine may be the admin.\n");
        }
        return text.append("  Ctrl-C stops everything.\n").toString();
    }
}
