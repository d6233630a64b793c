package onetill.store.apple;

import jakarta.enterprise.context.ApplicationScoped;
import onetill.payment.AnswersAtOnce;
import onetill.payment.Means;
import onetill.store.Store;

/** Apple as who took the money. It was taken before we knew; only Apple gives it back. */
@ApplicationScoped
public class AppStoreProvider extends AnswersAtOnce {

    @Override
    public String name() {
        return Store.APP_STORE.stored();
    }

    @Override
    public boolean takes(Means means) {
        return means instanceof Means.AppStore;
    }

    @Override
    public boolean refundsByItself() {
        return true;
    }
}
