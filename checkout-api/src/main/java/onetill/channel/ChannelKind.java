package onetill.channel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a channel meets its buyers. A kind is code: the adapter that speaks its protocol. The list is open, so that a new
 * kind of channel is a new folder with an adapter and nothing else; those the checkout itself has to tell apart are named
 * here.
 */
@Schema(type = SchemaType.STRING, description = "web, in_app, pos, phone, or a kind an adapter has added")
public record ChannelKind(@JsonValue String name) {

    public static final ChannelKind WEB = new ChannelKind("web");
    public static final ChannelKind IN_APP = new ChannelKind("in_app");
    public static final ChannelKind POS = new ChannelKind("pos");
    public static final ChannelKind PHONE = new ChannelKind("phone");

    @JsonCreator
    public static ChannelKind of(String stored) {
        return new ChannelKind(stored);
    }

    public String stored() {
        return name;
    }

    /** Whether buyer and goods meet at a counter. */
    public boolean isFaceToFace() {
        return equals(POS);
    }
}
