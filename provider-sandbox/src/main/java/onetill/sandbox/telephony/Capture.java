package onetill.sandbox.telephony;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one caller types. The keys stay here. */
final class Capture {

    private static final String EMPTY = "empty";
    private static final String TYPING = "typing";
    private static final String VALID = "valid";
    private static final String INVALID = "invalid";
    private static final int MONTH = 2;

    private final String id;
    private final String callbackUrl;
    private final String callId;
    private final Map<Field, StringBuilder> keys = new EnumMap<>(Field.class);
    private final Map<Field, String> states = new EnumMap<>(Field.class);
    private int words;
    private int lastAnswer;
    private boolean over;

    /** What is asked for, in this order. */
    enum Field {
        NUMBER("\\d{13,19}"),
        EXPIRY("(0[1-9]|1[0-2])\\d{2}"),
        SECURITY_CODE("\\d{3,4}");

        private final String form;

        Field(String form) {
            this.form = form;
        }

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Field of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }

    /** @param callId of the call it belongs to; empty where OneTill does not know */
    Capture(String id, String callbackUrl, String callId) {
        this.id = id;
        this.callbackUrl = callbackUrl;
        this.callId = callId;
        for (var field : Field.values()) restart(field);
    }

    String id() {
        return id;
    }

    String callbackUrl() {
        return callbackUrl;
    }

    boolean isOf(String call) {
        return callId.isEmpty() || callId.equals(call);
    }

    synchronized boolean isOver() {
        return over;
    }

    synchronized void restart(Field field) {
        keys.put(field, new StringBuilder());
        states.put(field, EMPTY);
    }

    synchronized void refuse(Field field) {
        restart(field);
        states.put(field, INVALID);
    }

    synchronized void end() {
        over = true;
        for (var field : Field.values()) keys.put(field, new StringBuilder());
    }

    /** @return the field that was typed in; null when nothing is taken any more */
    synchronized @Nullable Field press(char key) {
        var field = current();
        if (over || field == null) return null;
        var typed = typed(field);
        switch (key) {
            case '*' -> restart(field);
            case '#' -> finish(field, typed.toString());
            default -> {
                if (!Character.isDigit(key)) throw new IllegalArgumentException("a phone has no key " + key);
                typed.append(key);
                states.put(field, TYPING);
            }
        }
        return field;
    }

    private void finish(Field field, String typed) {
        if (typed.matches(field.form)) states.put(field, VALID);
        else refuse(field);
    }

    private @Nullable Field current() {
        for (var field : Field.values()) if (!VALID.equals(states.get(field))) return field;
        return null;
    }

    private StringBuilder typed(Field field) {
        return keys.getOrDefault(field, new StringBuilder());
    }

    synchronized boolean isComplete() {
        return !over && current() == null;
    }

    synchronized int digits(Field field) {
        return typed(field).length();
    }

    synchronized String state(Field field) {
        return states.getOrDefault(field, EMPTY);
    }

    synchronized int nextWord() {
        return ++words;
    }

    synchronized String number() {
        return typed(Field.NUMBER).toString();
    }

    synchronized String month() {
        return typed(Field.EXPIRY).substring(0, MONTH);
    }

    synchronized String year() {
        return "20" + typed(Field.EXPIRY).substring(MONTH);
    }

    synchronized String securityCode() {
        return typed(Field.SECURITY_CODE).toString();
    }

    synchronized void answered(int status) {
        lastAnswer = status;
    }

    /** For whoever plays the caller. */
    synchronized ObjectNode view() {
        var view = JsonNodeFactory.instance.objectNode();
        view.put("over", over).put("words", words).put("last_answer", lastAnswer);
        for (var field : Field.values()) view.put(field.stored(), state(field));
        return view;
    }
}
