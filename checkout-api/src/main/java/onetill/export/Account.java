package onetill.export;

import java.util.Map;
import java.util.UUID;

/** Who is told: what a destination was set up with. */
public record Account(UUID destinationId, Map<String, String> settings, Map<String, String> credentials) {

    public Account {
        settings = Map.copyOf(settings);
        credentials = Map.copyOf(credentials);
    }

    /** Empty when it was not set. */
    String setting(String name) {
        return settings.getOrDefault(name, "");
    }

    String credential(String name) {
        return credentials.getOrDefault(name, "");
    }

    /** No secrets in logs. */
    @Override
    public String toString() {
        return "account of " + destinationId;
    }
}
