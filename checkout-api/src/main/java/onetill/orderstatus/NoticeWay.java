package onetill.orderstatus;

import java.util.List;
import onetill.notification.Medium;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the buyers of a channel are told of something. */
@Schema(name = "NoticeWay")
public enum NoticeWay {
    /** Not at all. */
    NONE,
    EMAIL,
    SMS,
    /** By e-mail, and by text message those who gave none. */
    EITHER,
    BOTH;

    /** By which media a buyer is told who can be reached by these. */
    List<Medium> of(boolean byEmail, boolean bySms) {
        return switch (this) {
            case NONE -> List.of();
            case EMAIL -> byEmail ? List.of(Medium.EMAIL) : List.of();
            case SMS -> bySms ? List.of(Medium.SMS) : List.of();
            case EITHER -> byEmail ? List.of(Medium.EMAIL) : SMS.of(false, bySms);
            case BOTH -> byEmail && bySms ? List.of(Medium.EMAIL, Medium.SMS) : EITHER.of(byEmail, bySms);
        };
    }
}
