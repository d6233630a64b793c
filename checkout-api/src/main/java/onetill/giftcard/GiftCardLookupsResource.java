package onetill.giftcard;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;
import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import onetill.runtime.Clocks;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is on a gift card, for whoever has its code. The code is in the body, since addresses end up in logs. */
@Path("gift-card-lookups")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Gift cards")
public class GiftCardLookupsResource {

    @Inject
    GiftCards cards;

    @Inject
    Clocks clock;

    @Inject
    Call call;

    /** @param code as it is printed, in any case, with or without dashes and spaces */
    @Schema(name = "GiftCardLookup")
    public record Lookup(@NotBlank @Size(max = 100) String code) {}

    /** @param state {@code active}, {@code disabled} or {@code expired} */
    @Schema(name = "GiftCardBalance")
    public record Balance(
            long balanceMinor, String currency, @Nullable OffsetDateTime expiresAt, String state) {}

    @POST
    @Allow(
            value = {SECRET_KEY, REGISTER, CLIENT_TOKEN},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "lookUpGiftCard",
            summary = "See what is on a gift card",
            description = "Wrong codes are counted; after too many the answer is 429 for a while, also to a right one.")
    public Balance lookUp(@NotNull @Valid Lookup request) {
        var card = cards.byCode(call.principal(), request.code());
        return new Balance(
                card.balance().minor(),
                card.balance().currency().getCurrencyCode(),
                card.expiresAt(),
                card.state(clock.now()));
    }
}
