package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs outside the server, as a caller: what is to be found behind which door. */
@ExtendWith(ArquillianExtension.class)
class DoorsIT {

    private final HttpClient client = HttpClient.newHttpClient();

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war();
    }

    @Test
    void health_metrics_and_openapi_are_behind_the_management_door() throws Exception {
        for (var path : new String[] {"/health/ready", "/metrics", "/openapi"}) {
            assertThat(get(Application.managementDoor().resolve(path)).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void and_not_behind_the_public_one() throws Exception {
        for (var path : new String[] {"/health/ready", "/metrics", "/openapi"}) {
            assertThat(get(Application.publicDoor().resolve(path)).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void the_application_is_not_behind_the_management_door() throws Exception {
        assertThat(get(Application.managementDoor().resolve("/error.html")).statusCode())
                .isEqualTo(404);
        assertThat(get(Application.publicDoor().resolve("/error.html")).statusCode())
                .isEqualTo(200);
    }

    /** Reaches the settings, the provider's configuration and the JSON of every answer. */
    @Test
    void our_own_pages_are_told_how_to_pay_and_to_sign_in() throws Exception {
        var answer = get(Application.publicDoor().resolve("/api/v1/client-config"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"publishable_key\"", System.getenv("STRIPE_PUBLISHABLE_KEY"));
    }

    /** Java's client offers an upgrade to HTTP/2, which once left it waiting for this answer. */
    @Test
    void an_error_page_says_nothing_about_what_we_run_on() throws Exception {
        var answer = get(Application.publicDoor().resolve("/no-such-page"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("SRVE", "Exception", "Liberty");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }
}
