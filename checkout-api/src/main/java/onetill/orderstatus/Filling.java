package onetill.orderstatus;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values into the placeholders of a text. What a value holds is text and is not looked at again. */
final class Filling {

    private static final Pattern IN_BRACES = Pattern.compile("\\{([^{}\\n]*)}");
    private static final Pattern BLANK_LINES = Pattern.compile("\\n{3,}");

    private Filling() {}

    /** What stands in braces in a text, known or not. */
    static Set<String> placeholders(String text) {
        var found = new LinkedHashSet<String>();
        var matcher = IN_BRACES.matcher(text);
        while (matcher.find()) found.add(matcher.group(1));
        return found;
    }

    /** Line by line; one with a placeholder that has nothing to say is left out. */
    static String lines(String text, Map<String, String> values) {
        var kept = new ArrayList<String>();
        for (var line : text.split("\\R", -1)) {
            if (saysNothing(placeholders(line), values)) continue;
            kept.add(filled(line, values));
        }
        return BLANK_LINES.matcher(String.join("\n", kept)).replaceAll("\n\n").strip();
    }

    private static boolean saysNothing(Set<String> placeholders, Map<String, String> values) {
        return placeholders.stream().anyMatch(it -> values.getOrDefault(it, "").isEmpty());
    }

    /** In one line, with nothing in the place of what is not there. */
    static String line(String text, Map<String, String> values) {
        return filled(text, values).replaceAll("\\s+", " ").strip();
    }

    private static String filled(String text, Map<String, String> values) {
        return IN_BRACES.matcher(text).replaceAll(it -> Matcher.quoteReplacement(values.getOrDefault(it.group(1), "")));
    }
}
