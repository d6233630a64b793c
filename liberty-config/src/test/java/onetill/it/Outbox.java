package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The messages that buyers got. */
final class Outbox {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    /** The subject is empty in a text message. */
    record Message(String subject, String text) {}

    private Outbox() {}

    /** To an address or number, the newest first. */
    static List<Message> to(String recipient) {
        var found = new ArrayList<Message>();
        for (var message : Caller.atProvider("/outbox/messages")) {
            if (!message.path("to").asText().equals(recipient)) continue;
            found.add(new Message(
                    message.path("subject").asText(), message.path("text").asText()));
        }
        return found;
    }

    /** What a person would read in the newest message, once there are so many. */
    static String code(String recipient, int messages) {
        Await.until(() -> withCode(recipient).size() >= messages);
        var newest = withCode(recipient).get(0);
        var code = CODE.matcher(newest);
        assertThat(code.find()).as(newest).isTrue();
        return code.group(1);
    }

    /** Whoever has bought meanwhile was written to of that, too. */
    private static List<String> withCode(String recipient) {
        return to(recipient).stream()
                .map(Message::text)
                .filter(it -> !it.contains("/order-status/") && CODE.matcher(it).find())
                .toList();
    }
}
