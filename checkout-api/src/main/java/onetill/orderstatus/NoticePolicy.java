package onetill.orderstatus;

import java.util.Map;
import onetill.channel.ChannelKind;

/**
 * Which messages the buyers of a channel get.
 *
 * @param ways what was set; what is missing is as usual there
 */
record NoticePolicy(ChannelKind channel, Map<NoticeKind, NoticeWay> ways) {

    /** At a till goods and receipt are taken along; everywhere else a buyer wants to know. */
    static NoticeWay usual(ChannelKind channel) {
        return channel.isFaceToFace() ? NoticeWay.NONE : NoticeWay.EITHER;
    }

    NoticeWay of(NoticeKind kind) {
        return ways.getOrDefault(kind, usual(channel));
    }
}
