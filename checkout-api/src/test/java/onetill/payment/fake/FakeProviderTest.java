package onetill.payment.fake;

import static org.assertj.core.api.Assertions.assertThat;

import onetill.payment.Means;
import onetill.payment.Outcome;
import onetill.payment.PaymentProvider;
import onetill.payment.PaymentProviderContract;
import org.junit.jupiter.api.Test;

class FakeProviderTest extends PaymentProviderContract {

    private final FakeProvider provider = new FakeProvider();

    @Override
    protected PaymentProvider provider() {
        return provider;
    }

    @Override
    protected Means good() {
        return new Means.PaymentMethod("good", "http://localhost/");
    }

    @Override
    protected Means refused() {
        return new Means.PaymentMethod("refused", "http://localhost/");
    }

    @Override
    protected Means confirmedByBuyer() {
        return new Means.PaymentMethod("confirm", "http://localhost/");
    }

    @Override
    protected void buyerActs(String providerRef) {
        provider.confirm(providerRef);
    }

    @Override
    protected long timesCharged() {
        return provider.timesCharged();
    }

    @Test
    void a_lost_answer_is_unknown_until_it_is_looked_up() {
        var authorization = authorization(true, new Means.PaymentMethod("silent", "http://localhost/"));

        assertThat(provider.authorize(authorization).result()).isEqualTo(Outcome.Result.UNKNOWN);
        assertThat(provider.lookUp(authorization).result()).isEqualTo(Outcome.Result.CAPTURED);
        assertThat(provider.timesCharged()).isEqualTo(1);
    }
}
