package onetill.store.google;

import jakarta.enterprise.context.ApplicationScoped;
import onetill.store.Store;
import onetill.store.StoreProvider;

/** Google as who took the money. */
@ApplicationScoped
public class GooglePlayProvider extends StoreProvider {

    @Override
    protected Store store() {
        return Store.GOOGLE_PLAY;
    }
}
