package onetill.feedback;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import onetill.http.Page;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What buyers have said, for those who can do something about it. */
@Path("feedback")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Feedback")
public class FeedbackListResource {

    private static final int MOST = 100;

    @Inject
    Feedback feedback;

    @Inject
    Call call;

    /** @param text null when nothing was written, or what was is forgotten */
    @Schema(name = "Feedback")
    public record Row(
            UUID orderId,
            String channelId,
            String question,
            int score,
            @Nullable String text,
            OffsetDateTime givenAt) {

        static Row of(Feedback.Given given) {
            return new Row(
                    given.orderId(), given.channelId(), given.question(), given.score(), given.text(), given.givenAt());
        }
    }

    @Schema(name = "FeedbackPage")
    public record FeedbackPage(List<Row> data, @Nullable String nextCursor) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listFeedback", summary = "List what buyers have said, newest first")
    public FeedbackPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var rows = feedback.newest(call.principal().merchantId(), Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, Feedback.Given::orderId, Row::of);
        return new FeedbackPage(page.data(), page.nextCursor());
    }
}
