package onetill.payment.inbox;

import java.util.ArrayList;
import java.util.List;

/** An inbox that only remembers, for tests of those who fill it. */
public class RecordingInbox extends Inbox {

    public final List<Arrived> kept = new ArrayList<>();

    @Override
    public void receive(List<Arrived> all) {
        kept.addAll(all);
    }
}
