package onetill.client;

import java.util.List;
import java.util.UUID;

/** Where a merchant's server is told what happens; a star in {@code eventTypes} stands for anything. */
public record WebhookEndpoint(UUID id, String url, List<String> eventTypes, boolean enabled) {

    /** One that was just made; the secret is shown once. */
    public record Made(WebhookEndpoint endpoint, String secret) {

        @Override
        public String toString() {
            return "Made[" + endpoint + "]";
        }
    }

    record New(String url, List<String> eventTypes) {}
}
