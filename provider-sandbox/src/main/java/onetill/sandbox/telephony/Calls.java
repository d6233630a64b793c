package onetill.sandbox.telephony;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Calls somebody makes to the merchant, told as a generic telephony tells them. */
final class Calls {

    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{4,14}");

    private final Connections connections;
    /** The numbers of the callers, by the ids of their calls. */
    private final Map<String, String> goingOn = new ConcurrentHashMap<>();

    Calls(Connections connections) {
        this.connections = connections;
    }

    JsonNode ring(String number) throws IOException, InterruptedException {
        if (!NUMBER.matcher(number).matches())
            throw new IllegalArgumentException("write the number with its country, as +4930123456");
        var id = "call_" + UUID.randomUUID();
        goingOn.put(id, number);
        return told(
                id, JsonNodeFactory.instance.objectNode().put("type", "ringing").put("direction", "inbound"));
    }

    JsonNode hangUp(String id) throws IOException, InterruptedException {
        var told = told(
                id, JsonNodeFactory.instance.objectNode().put("type", "ended").put("end", "completed"));
        goingOn.remove(id);
        return told.put("state", "ended");
    }

    ObjectNode view(String id) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("caller_number", number(id));
    }

    private ObjectNode told(String id, ObjectNode event) throws IOException, InterruptedException {
        var number = number(id);
        event.put("call_id", id).put("caller_number", number);
        return view(id).put("answer", connections.tell(connections.callsUrl(), event));
    }

    private String number(String id) {
        var number = goingOn.get(id);
        if (number == null) throw new NoSuchElementException("there is no such call any more");
        return number;
    }
}
