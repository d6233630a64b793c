package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What rules and dashboard ask for is what the server tells. */
class ObservabilityIT extends ShopTest {

    private static final Path FOLDER = Path.of(System.getProperty("it.build"), "observability");
    private static final Pattern METRIC = Pattern.compile("\\b((?:checkout|payment|funnel|provider|webhook)_[a-z_]+)");
    private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern LINK = Pattern.compile("/checkout/#(ho_[A-Za-z0-9_-]+)");
    private static final String HOME =
            "\"fulfillment\":{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}";

    private static String metrics() {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(Application.managementDoor().resolve("/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> wanted() throws IOException {
        var wanted = new TreeSet<String>();
        var rules = METRIC.matcher(Files.readString(FOLDER.resolve("alerts.yml")));
        while (rules.find()) wanted.add(rules.group(1));
        var panels = EXPRESSION.matcher(Files.readString(FOLDER.resolve("grafana-dashboard.json")));
        while (panels.find()) {
            var names = METRIC.matcher(panels.group(1));
            while (names.find()) wanted.add(names.group(1));
        }
        return wanted;
    }

    private static boolean tells(String name) {
        return Pattern.compile("^" + name + "(\\{.*)? [0-9.E+-]+$", Pattern.MULTILINE)
                .matcher(metrics())
                .find();
    }

    private String open(String more) {
        var opened = Caller.with(shop.publishableKey)
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\"}]%s}".formatted(more));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return opened.body().at("/session/id").asText();
    }

    private void complete(Caller by, String id, int status) {
        var session = shop.server().get("/checkout-sessions/" + id).body();
        var done = by.post(
                "/checkout-sessions/" + id + "/complete",
                "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                        .formatted(
                                session.path("revision").asLong(),
                                session.path("total_minor").asLong()));
        assertThat(done.status()).as(done.body().toString()).isEqualTo(status);
    }

    /** A sale, a loss, a refusal, a handoff and a buyer who comes back by a reminder. */
    private void sellAndLose() {
        shop.server().patch("/channels/web", "{\"recovery_after_seconds\":1}");
        var email = "ada-" + UUID.randomUUID() + "@example.com";
        var left = open(",\"buyer\":{\"email\":\"%s\",\"reminder_consent\":\"Remind me\"},%s".formatted(email, HOME));
        complete(shop.server(), open(""), 422);
        Await.until(() -> !Outbox.to(email).isEmpty());
        var link = LINK.matcher(Outbox.to(email).get(0).text());
        assertThat(link.find()).isTrue();
        var claimed = Caller.nobody().postWithoutKey("/handoff-claims", "{\"token\":\"%s\"}".formatted(link.group(1)));
        complete(Caller.with(claimed.text("client_token")), left, 200);
    }

    @Test
    void every_metric_that_rules_and_dashboard_name_is_told_by_the_server() throws IOException {
        var wanted = wanted();
        assertThat(wanted).hasSizeGreaterThan(10).contains("funnel_lag_seconds", "checkout_losses_total");

        sellAndLose();

        for (var name : wanted) {
            Await.until(() -> tells(name));
        }
        assertThat(tells("checkout_no_such_metric_total")).isFalse();
    }

    @Test
    void rules_and_dashboard_are_well_formed() throws IOException {
        var dashboard = Caller.JSON.readTree(Files.readString(FOLDER.resolve("grafana-dashboard.json")));

        assertThat(dashboard.path("panels").size()).isGreaterThan(10);
        for (var panel : dashboard.path("panels")) {
            assertThat(panel.path("targets").findValuesAsText("expr"))
                    .as(panel.path("title").asText())
                    .isNotEmpty()
                    .allMatch(it -> count(it, '(') == count(it, ')') && count(it, '{') == count(it, '}'));
        }
        var rules = Files.readString(FOLDER.resolve("alerts.yml"));
        assertThat(rules.split("- alert: ").length - 1)
                .isEqualTo(rules.split("severity: ").length - 1)
                .isGreaterThan(6);
        assertThat(Files.readString(FOLDER.resolve("prometheus.yml"))).contains("alerts.yml", "/metrics");
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(it -> it == wanted).count();
    }
}
