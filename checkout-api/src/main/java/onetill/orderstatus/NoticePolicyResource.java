package onetill.orderstatus;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumMap;
import java.util.Map;
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

/** What a channel tells its buyers of their orders. */
@Path("channels/{channel}/notice-policy")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Notices")
public class NoticePolicyResource {

    @Inject
    NoticePolicies policies;

    @Inject
    Audit audit;

    @Inject
    Call call;

    /**
     * How buyers are told of each; all of it replaces what was set before. What is left out is as usual: {@code none} at a till,
     * {@code either} elsewhere.
     *
     * @param placed the order was placed
     * @param shipped a parcel was given to a carrier
     * @param outForDelivery the merchant's own driver is on the way
     * @param readyForPickup it waits at the counter, with the code
     * @param canceled all of it, or a part, does not come
     * @param refunded money went back
     * @param returned goods came back
     * @param exchanged goods came back for others
     */
    @Schema(name = "NoticePolicy")
    public record Policy(
            @Nullable NoticeWay placed,
            @Nullable NoticeWay shipped,
            @Nullable NoticeWay outForDelivery,
            @Nullable NoticeWay readyForPickup,
            @Nullable NoticeWay collected,
            @Nullable NoticeWay delivered,
            @Nullable NoticeWay canceled,
            @Nullable NoticeWay refunded,
            @Nullable NoticeWay returned,
            @Nullable NoticeWay exchanged) {

        Map<NoticeKind, NoticeWay> wish() {
            var ways = new EnumMap<NoticeKind, NoticeWay>(NoticeKind.class);
            for (var kind : NoticeKind.ofFacts()) {
                var way = of(kind);
                if (way != null) ways.put(kind, way);
            }
            return ways;
        }

        private @Nullable NoticeWay of(NoticeKind kind) {
            return switch (kind) {
                case PLACED -> placed;
                case SHIPPED -> shipped;
                case OUT_FOR_DELIVERY -> outForDelivery;
                case READY_FOR_PICKUP -> readyForPickup;
                case COLLECTED -> collected;
                case DELIVERED -> delivered;
                case CANCELED -> canceled;
                case REFUNDED -> refunded;
                case RETURNED -> returned;
                case EXCHANGED -> exchanged;
                case STATUS -> null;
            };
        }

        static Policy of(NoticePolicy policy) {
            return new Policy(
                    policy.of(NoticeKind.PLACED),
                    policy.of(NoticeKind.SHIPPED),
                    policy.of(NoticeKind.OUT_FOR_DELIVERY),
                    policy.of(NoticeKind.READY_FOR_PICKUP),
                    policy.of(NoticeKind.COLLECTED),
                    policy.of(NoticeKind.DELIVERED),
                    policy.of(NoticeKind.CANCELED),
                    policy.of(NoticeKind.REFUNDED),
                    policy.of(NoticeKind.RETURNED),
                    policy.of(NoticeKind.EXCHANGED));
        }
    }

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getNoticePolicy", summary = "What a channel tells its buyers of their orders, and how")
    public Policy get(@PathParam("channel") String channel) {
        return Policy.of(policies.of(call.principal().merchantId(), channel));
    }

    @PUT
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "putNoticePolicy",
            summary = "Set what a channel tells its buyers of their orders, and how")
    public Policy put(@PathParam("channel") String channel, @NotNull @Valid Policy policy) {
        var by = call.principal();
        return audit.change(
                by,
                Deed.of(AuditAction.PUT_NOTICE_POLICY, channel),
                () -> Policy.of(policies.of(by.merchantId(), channel)),
                () -> Policy.of(policies.put(by.merchantId(), channel, policy.wish())));
    }
}
