package onetill.payment.cash;

import jakarta.enterprise.context.ApplicationScoped;
import onetill.payment.AnswersAtOnce;
import onetill.payment.Means;

/** Money in the drawer is taken the moment it is counted. */
@ApplicationScoped
public class CashProvider extends AnswersAtOnce {

    @Override
    public String name() {
        return "cash";
    }

    @Override
    public boolean takes(Means means) {
        return means instanceof Means.Cash;
    }
}
