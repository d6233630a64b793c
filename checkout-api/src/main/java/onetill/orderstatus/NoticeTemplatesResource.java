package onetill.orderstatus;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.http.Call;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The merchant's own words in messages to buyers. */
@Path("notice-templates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Notices")
public class NoticeTemplatesResource {

    private static final int MOST = 500;

    @Inject
    NoticeTemplates templates;

    @Inject
    Audit audit;

    @Inject
    Call call;

    @Schema(name = "NoticeTemplates")
    public record Templates(
            @NotNull @Valid @Size(max = MOST) List<@NotNull NoticeTemplate> data) {}

    /** @param placeholders what can stand in braces in texts of this kind */
    @Schema(name = "BuiltInNoticeTemplate")
    public record BuiltIn(NoticeTemplate template, Set<String> placeholders) {

        static BuiltIn of(NoticeTemplate template) {
            return new BuiltIn(template, template.kind().placeholders());
        }
    }

    @Schema(name = "BuiltInNoticeTemplates")
    public record BuiltIns(List<BuiltIn> data) {}

    /** @param subject of an e-mail; null in a text message */
    @Schema(name = "NoticePreview")
    public record Preview(@Nullable String subject, String text) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listNoticeTemplates", summary = "List the merchant's own words in messages to buyers")
    public Templates list() {
        return new Templates(templates.own(call.principal().merchantId()));
    }

    @PUT
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "replaceNoticeTemplates",
            summary = "Replace the merchant's own words in messages to buyers",
            description =
                    "What is left out is said in the built-in words again. A placeholder that is not known is refused.")
    public Templates replace(@NotNull @Valid Templates wanted) {
        var keys = new HashSet<String>();
        for (var it : wanted.data()) {
            var key = "%s %s %s"
                    .formatted(
                            it.checked().kind().stored(),
                            it.locale(),
                            it.medium().stored());
            if (!keys.add(key)) throw ProblemException.invalid("data", "comes twice: " + key);
        }
        var by = call.principal();
        return audit.change(by, Deed.of(AuditAction.REPLACE_NOTICE_TEMPLATES), this::list, () -> {
            templates.replace(by.merchantId(), wanted.data());
            return list();
        });
    }

    @GET
    @Path("built-in")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listBuiltInNoticeTemplates",
            summary = "What is said where the merchant has no own words, and what placeholders there are")
    public BuiltIns builtIn() {
        return new BuiltIns(NoticeTemplates.allOurs().stream().map(BuiltIn::of).toList());
    }

    @POST
    @Path("previews")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "previewNoticeTemplate",
            summary = "What a buyer would read, of a made-up order",
            description = "Nothing is kept, and nobody is written to.")
    public Preview preview(@NotNull @Valid NoticeTemplate template) {
        var checked = template.checked();
        var words = checked.filled(Samples.values(checked.kind(), Locale.forLanguageTag(checked.locale())));
        return new Preview(words.subject(), words.text());
    }
}
