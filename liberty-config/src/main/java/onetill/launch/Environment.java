package onetill.launch;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** What was set from outside, read once and refused with a sentence if it makes no sense. */
record Environment(Map<String, String> variables) {

    Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(it -> !it.isEmpty());
    }

    String required(String name, String because) {
        return text(name).orElseThrow(() -> new WrongSetting("%s must be set, because %s.".formatted(name, because)));
    }

    int port(String name, int otherwise) {
        var port = number(name, otherwise);
        if (port < 1 || port > 65535) {
            throw new WrongSetting("%s must be a port from 1 to 65535, and is %d.".formatted(name, port));
        }
        return port;
    }

    int number(String name, int otherwise) {
        var text = text(name);
        try {
            return text.map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw new WrongSetting("%s must be a whole number, and is '%s'.".formatted(name, text.orElse("")));
        }
    }

    URI address(String name, String otherwise) {
        var text = text(name).orElse(otherwise);
        try {
            var address = URI.create(text);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // the sentence below says it better
        }
        throw new WrongSetting("%s must be an address like https://shop.example, and is '%s'.".formatted(name, text));
    }

    void positiveDuration(String name) {
        duration(name, Duration.ofNanos(1), "a duration like PT30S (30 seconds) or PT2H (2 hours)");
    }

    void durationOrZero(String name) {
        duration(name, Duration.ZERO, "a duration like P730D (two years), or P0D");
    }

    private void duration(String name, Duration least, String like) {
        text(name).ifPresent(it -> {
            try {
                if (Duration.parse(it).compareTo(least) >= 0) {
                    return;
                }
            } catch (DateTimeParseException e) {
                // the sentence below says it better
            }
            throw new WrongSetting("%s must be %s, and is '%s'.".formatted(name, like, it));
        });
    }
}
