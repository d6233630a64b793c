package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Changes;
import onetill.audit.Deed;
import onetill.money.Money;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Ids;
import onetill.session.PriceAdjustment.Kind;
import onetill.staff.ApprovalAction;
import onetill.staff.Approvals;
import org.jspecify.annotations.Nullable;

/** Prices that people agree to for one sale. A cashier needs a manager for it, and everybody a reason. */
@ApplicationScoped
public class PriceAdjustments {

    private static final BigDecimal ALL = new BigDecimal(100);

    @Inject
    CheckoutSessions sessions;

    @Inject
    Approvals approvals;

    @Inject
    Audit audit;

    @Inject
    Ids ids;

    /**
     * What somebody wants to let go.
     *
     * @param approval the token of a manager's approval; needed at a register, unless a manager is at it
     * @param reason needed where no approval says why
     */
    public record Wish(
            Kind kind,
            @Nullable String sku,
            @Nullable Long unitPriceMinor,
            @Nullable BigDecimal percent,
            @Nullable Long amountMinor,
            @Nullable String approval,
            @Nullable String reason) {}

    /** Who agreed, and why. */
    private record Agreed(@Nullable UUID managerId, String reason) {}

    /** What the audit shows of it, besides the reason. */
    private record Audited(
            String kind,
            @Nullable String sku,
            @Nullable Long unitPriceMinor,
            @Nullable Long listPriceMinor,
            @Nullable BigDecimal percent,
            @Nullable Long amountMinor,
            @Nullable UUID manager) {

        static Audited of(PriceAdjustment it) {
            return new Audited(
                    it.kind().name().toLowerCase(Locale.ROOT),
                    it.sku(),
                    it.unitPriceMinor(),
                    it.listPriceMinor(),
                    it.percent(),
                    it.amountMinor(),
                    it.managerId());
        }
    }

    /**
     * Gives an item another price, or the sale a discount; one of the same kind takes the place of the one before.
     *
     * @throws ProblemException APPROVAL_REQUIRED, APPROVAL_NOT_VALID, UNKNOWN_ITEM for what is not in the sale
     */
    public Snapshot adjust(Principal by, UUID sessionId, Wish wish) {
        guardShape(wish);
        return sessions.editing(by, sessionId, session -> {
            CheckoutSessions.guardOpen(session);
            var agreed = agreed(by, sessionId, wish);
            var adjustment = wish.kind() == Kind.PRICE_OVERRIDE
                    ? override(by, session, wish, agreed)
                    : discount(by, session, wish, agreed);
            session.adjust(adjustment);
            audit.record(
                    by,
                    Deed.of(AuditAction.ADJUST_PRICE, sessionId).because(agreed.reason()),
                    Changes.between(null, Audited.of(adjustment)));
        });
    }

    /** The usual price again. Nobody has to agree to that. */
    public Snapshot withdraw(Principal by, UUID sessionId, UUID adjustmentId) {
        return sessions.editing(by, sessionId, session -> {
            CheckoutSessions.guardOpen(session);
            var before = session.priceAdjustments().stream()
                    .filter(it -> it.id().equals(adjustmentId))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.notFound("price adjustment", adjustmentId));
            session.withdraw(before);
            audit.record(
                    by,
                    Deed.of(AuditAction.WITHDRAW_PRICE_ADJUSTMENT, sessionId),
                    Changes.between(Audited.of(before), null));
        });
    }

    private static void guardShape(Wish wish) {
        var isForSale = wish.percent() != null || wish.amountMinor() != null;
        if (wish.kind() == Kind.PRICE_OVERRIDE) {
            if (wish.sku() == null) throw ProblemException.invalid("sku", "says whose price it is");
            if (wish.unitPriceMinor() == null || isForSale) {
                throw ProblemException.invalid("unit_price_minor", "is all that a price override has, besides the sku");
            }
            return;
        }
        if (wish.sku() != null || wish.unitPriceMinor() != null) {
            throw ProblemException.invalid(
                    "sku", "a discount is off the whole sale; for one item use a price_override");
        }
        if ((wish.percent() == null) == (wish.amountMinor() == null)) {
            throw ProblemException.invalid("percent", "a discount has either a percent or an amount_minor");
        }
        var percent = wish.percent();
        if (percent != null && (percent.signum() <= 0 || percent.compareTo(ALL) > 0)) {
            throw ProblemException.invalid("percent", "is more than 0 and at most 100");
        }
    }

    private Agreed agreed(Principal by, UUID sessionId, Wish wish) {
        var token = wish.approval();
        if (token != null && by.is(PrincipalKind.REGISTER)) {
            var action = wish.kind() == Kind.PRICE_OVERRIDE ? ApprovalAction.PRICE_OVERRIDE : ApprovalAction.DISCOUNT;
            var approved = approvals.use(by, token, action, sessionId);
            return new Agreed(approved.staffMemberId(), approved.reason());
        }
        if (by.is(PrincipalKind.REGISTER) && !by.has(Role.MANAGER)) {
            throw new ProblemException(
                    ProblemType.APPROVAL_REQUIRED,
                    "a manager has to agree to this: send the token of an approval for it as approval");
        }
        var reason = wish.reason();
        if (reason == null || reason.isBlank()) throw ProblemException.invalid("reason", "says why");
        return new Agreed(by.is(PrincipalKind.REGISTER) ? by.cashierId() : null, reason.strip());
    }

    private PriceAdjustment override(Principal by, CheckoutSession session, Wish wish, Agreed agreed) {
        var line = session.lineItems().stream()
                .filter(it -> it.sku().equals(wish.sku()) && it.hasCatalogPrice())
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_ITEM,
                        "this sale has no \"%s\" whose price could be another one".formatted(wish.sku())));
        var before = session.priceAdjustments().stream()
                .filter(it -> line.sku().equals(it.sku()))
                .findFirst();
        return new PriceAdjustment(
                ids.next(),
                Kind.PRICE_OVERRIDE,
                line.sku(),
                wish.unitPriceMinor(),
                before.map(PriceAdjustment::listPriceMinor).orElse(line.unitPriceMinor()),
                null,
                null,
                line.quantity(),
                agreed.reason(),
                by.actor(),
                agreed.managerId());
    }

    private PriceAdjustment discount(Principal by, CheckoutSession session, Wish wish, Agreed agreed) {
        var wanted = new PriceAdjustment(
                ids.next(),
                Kind.DISCOUNT,
                null,
                null,
                null,
                wish.percent(),
                wish.amountMinor(),
                Long.MAX_VALUE,
                agreed.reason(),
                by.actor(),
                agreed.managerId());
        var amount = wanted.wanted(session.leftAfterPromotions(), Money.step(session.currency()));
        if (amount == 0) {
            throw ProblemException.invalid("amount_minor", "there is nothing in this sale that it could be taken off");
        }
        return wanted.upTo(amount);
    }
}
