package onetill.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/** Looks at each text of a body while it is read, so that no field is forgotten, also none that is added later. */
public final class CheckedText extends JsonParserDelegate {

    public CheckedText(JsonParser body) {
        super(body);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        var token = super.nextToken();
        if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
            Texts.check(where(), member(getParsingContext()), getText());
        }
        return token;
    }

    @Override
    public JsonToken nextValue() throws IOException {
        var token = nextToken();
        return token == JsonToken.FIELD_NAME ? nextToken() : token;
    }

    /** The name of the member it belongs to, also of one in a list. */
    private static String member(JsonStreamContext context) {
        for (var level = context; level != null; level = level.getParent()) {
            if (level.getCurrentName() != null) return level.getCurrentName();
        }
        return "";
    }

    /** {@code line_items[0].name} */
    private String where() {
        var path = new StringBuilder();
        for (var level = getParsingContext(); level != null; level = level.getParent()) {
            if (level.inArray()) path.insert(0, "[" + level.getCurrentIndex() + "]");
            else if (level.inObject() && level.getCurrentName() != null) path.insert(0, "." + level.getCurrentName());
        }
        if (path.isEmpty()) return "the body";
        return path.charAt(0) == '.' ? path.substring(1) : path.toString();
    }
}
