package onetill.store;

import onetill.payment.AnswersAtOnce;
import onetill.payment.Means;

/** An app store as who took the money. It was taken before we knew; only the store gives it back. */
public abstract class StoreProvider extends AnswersAtOnce {

    protected abstract Store store();

    @Override
    public String name() {
        return store().stored();
    }

    @Override
    public boolean takes(Means means) {
        return means instanceof Means.StorePurchase purchase
                && purchase.tenderType().equals(name());
    }

    @Override
    public boolean refundsByItself() {
        return true;
    }
}
