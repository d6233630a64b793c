package onetill.feedback;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.http.Call;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a channel wants to know after a purchase. */
@Path("channels/{channel}/feedback-policy")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Feedback")
public class FeedbackPolicyResource {

    private static final int YEAR_SECONDS = 31_622_400;

    @Inject
    FeedbackPolicies policies;

    @Inject
    Audit audit;

    @Inject
    Call call;

    /**
     * What a channel asks; all of it replaces what was set before.
     *
     * @param asks whether buyers are asked at all; yes when absent
     * @param question in the merchant's words; how easy it was, in the buyer's language, when absent
     * @param reviewAfterSeconds how long after the purchase buyers who agreed are invited to a review; never when absent or 0
     */
    @Schema(name = "FeedbackPolicy")
    public record Policy(
            @Nullable Boolean asks,
            @Nullable @Size(min = 1, max = 200) String question,
            @Nullable @PositiveOrZero @Max(YEAR_SECONDS) Long reviewAfterSeconds) {

        FeedbackPolicy wish() {
            var seconds = reviewAfterSeconds == null ? 0 : reviewAfterSeconds;
            return new FeedbackPolicy(
                    !Boolean.FALSE.equals(asks), question, seconds == 0 ? null : Duration.ofSeconds(seconds));
        }

        static Policy of(FeedbackPolicy policy) {
            var after = policy.reviewAfter();
            return new Policy(policy.asks(), policy.question(), after == null ? 0 : after.toSeconds());
        }
    }

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getFeedbackPolicy", summary = "What a channel asks after a purchase")
    public Policy get(@PathParam("channel") String channel) {
        return Policy.of(policies.of(call.principal().merchantId(), channel));
    }

    @PUT
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "putFeedbackPolicy",
            summary = "Set what a channel asks after a purchase, and when buyers are invited to a review",
            description = "Buyers of orders from before invitations were switched on are not invited.")
    public Policy put(@PathParam("channel") String channel, @NotNull @Valid Policy policy) {
        var by = call.principal();
        return audit.change(
                by,
                Deed.of(AuditAction.PUT_FEEDBACK_POLICY, channel),
                () -> Policy.of(policies.of(by.merchantId(), channel)),
                () -> Policy.of(policies.put(by.merchantId(), channel, policy.wish())));
    }
}
