package onetill.store.apple;

import jakarta.enterprise.context.ApplicationScoped;
import onetill.store.Store;
import onetill.store.StoreProvider;

/** Apple as who took the money. */
@ApplicationScoped
public class AppStoreProvider extends StoreProvider {

    @Override
    protected Store store() {
        return Store.APP_STORE;
    }
}
