package onetill.giftcard.direct;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.UUID;
import onetill.access.Allow;
import onetill.giftcard.GiftCardProvider;
import onetill.http.Call;
import onetill.money.Money;
import onetill.payment.Authorization;
import onetill.payment.Means;
import onetill.payment.Outcome;

/** Calls the provider as the payment path does, under an attempt that the test names. */
@Path("direct-gift-card-calls")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class DirectResource {

    @Inject
    GiftCardProvider provider;

    @Inject
    Call call;

    public record Asked(
            String operation,
            UUID giftCardId,
            UUID attemptId,
            String currency,
            long authorizedMinor,
            long amountMinor,
            boolean captureNow,
            String key) {}

    public record Said(String result, String code, long amountMinor) {}

    @POST
    @Allow(SECRET_KEY)
    public Said ask(Asked asked) {
        var authorization = new Authorization(
                call.principal().merchantId(),
                asked.attemptId(),
                asked.attemptId(),
                Money.of(asked.authorizedMinor(), asked.currency()),
                asked.captureNow(),
                new Means.GiftCard(asked.giftCardId(), "0000"),
                null);
        var amount = Money.of(asked.amountMinor(), asked.currency());
        return switch (asked.operation()) {
            case "authorize" -> said(provider.authorize(authorization));
            case "look_up" -> said(provider.lookUp(authorization));
            case "capture" -> said(provider.capture(authorization, amount));
            case "withdraw" -> said(provider.withdraw(authorization));
            default -> {
                var refund = provider.refund(authorization, amount, asked.key(), "test");
                yield new Said(refund.state().name().toLowerCase(Locale.ROOT), refund.code(), asked.amountMinor());
            }
        };
    }

    private static Said said(Outcome outcome) {
        var result = outcome.result().name().toLowerCase(Locale.ROOT);
        if (outcome instanceof Outcome.Declined declined) return new Said(result, declined.code(), 0);
        if (outcome instanceof Outcome.Authorized held) {
            return new Said(result, null, held.amount().minor());
        }
        if (outcome instanceof Outcome.Captured taken) {
            return new Said(result, null, taken.amount().minor());
        }
        return new Said(result, null, 0);
    }
}
