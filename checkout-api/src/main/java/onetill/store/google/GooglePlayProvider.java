package onetill.store.google;

import jakarta.enterprise.context.ApplicationScoped;
import onetill.payment.AnswersAtOnce;
import onetill.payment.Means;
import onetill.store.Store;

/** Google as who took the money. It was taken before we knew; only Google gives it back. */
@ApplicationScoped
public class GooglePlayProvider extends AnswersAtOnce {

    @Override
    public String name() {
        return Store.GOOGLE_PLAY.stored();
    }

    @Override
    public boolean takes(Means means) {
        return means instanceof Means.GooglePlay;
    }

    @Override
    public boolean refundsByItself() {
        return true;
    }
}
