package onetill.experiment;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.http.Page;
import onetill.idempotency.Once;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Experiments: what is varied, for whom, and what it does. */
@Path("experiments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Experiments")
public class ExperimentsResource {

    private static final int MOST = 100;
    private static final int CREATED = 201;
    private static final BigDecimal USUAL_EFFECT = BigDecimal.valueOf(3);
    private static final long USUAL_WINDOW = 86_400;

    @Inject
    Experiments experiments;

    @Inject
    Tallies tallies;

    @Inject
    Once once;

    @Inject
    Call call;

    /**
     * An experiment to be prepared.
     *
     * @param hypothesis what is expected to happen, and why
     * @param arms two to five; the first is the control, which usually has no value. All alike make an A/A test
     * @param channels where it runs; everywhere when absent
     * @param minimumEffectPercent the smallest effect worth finding, in percentage points of completion; 3 when absent
     * @param windowSeconds how long after a buyer was first shown an arm a completion counts, a minute to 90 days; a day when absent
     * @param guardrails what must not get worse
     */
    @Schema(name = "CreateExperiment")
    public record Create(
            @NotBlank @Size(max = 120) String name,
            @NotBlank @Size(max = 1000) String hypothesis,
            @NotNull Varied varies,
            @NotNull @Valid @Size(min = 2, max = 5) List<@NotNull Arm> arms,
            @Nullable @Size(min = 1, max = 100) List<@NotBlank @Size(max = 60) String> channels,

            @Nullable @DecimalMin("0.1") @DecimalMax("50") @Digits(integer = 2, fraction = 2)
            BigDecimal minimumEffectPercent,

            @Nullable @Min(60) @Max(7_776_000) Long windowSeconds,
            @Nullable @Valid @Size(max = 4) List<@NotNull Guardrail> guardrails) {

        Experiment fill(Experiment draft) {
            return new Experiment(
                    draft.experimentId(),
                    name.strip(),
                    hypothesis.strip(),
                    varies,
                    arms.stream().map(Arm::whole).toList(),
                    channels,
                    minimumEffectPercent == null ? USUAL_EFFECT : minimumEffectPercent,
                    windowSeconds == null ? USUAL_WINDOW : windowSeconds,
                    guardrails == null ? List.of() : guardrails,
                    draft.state(),
                    null,
                    null,
                    draft.createdAt(),
                    null,
                    null);
        }
    }

    /**
     * What is another now; what is left out stays. Once it has been started, only name and hypothesis can change.
     *
     * @param channels where it runs; an empty list is everywhere
     */
    @Schema(name = "ChangeExperiment")
    public record Change(
            @Nullable @Size(min = 1, max = 120) String name,
            @Nullable @Size(min = 1, max = 1000) String hypothesis,
            @Nullable @Valid @Size(min = 2, max = 5) List<@NotNull Arm> arms,
            @Nullable @Size(max = 100) List<@NotBlank @Size(max = 60) String> channels,

            @Nullable @DecimalMin("0.1") @DecimalMax("50") @Digits(integer = 2, fraction = 2)
            BigDecimal minimumEffectPercent,

            @Nullable @Min(60) @Max(7_776_000) Long windowSeconds,
            @Nullable @Valid @Size(max = 4) List<@NotNull Guardrail> guardrails) {

        Experiment apply(Experiment it) {
            return new Experiment(
                    it.experimentId(),
                    name == null ? it.name() : name.strip(),
                    hypothesis == null ? it.hypothesis() : hypothesis.strip(),
                    it.varies(),
                    arms == null ? it.arms() : arms.stream().map(Arm::whole).toList(),
                    changedChannels(it),
                    minimumEffectPercent == null ? it.minimumEffectPercent() : minimumEffectPercent,
                    windowSeconds == null ? it.windowSeconds() : windowSeconds,
                    guardrails == null ? it.guardrails() : guardrails,
                    it.state(),
                    it.adoptedArm(),
                    it.conclusion(),
                    it.createdAt(),
                    it.startedAt(),
                    it.stoppedAt());
        }

        private @Nullable List<String> changedChannels(Experiment it) {
            if (channels == null) return it.channels();
            return channels.isEmpty() ? null : channels;
        }
    }

    /**
     * How it ends.
     *
     * @param adoptedArm the arm that was decided for; absent for none. Nothing is changed by it: set what the arm did as a setting
     * @param conclusion what was learned
     */
    @Schema(name = "StopExperiment")
    public record Stop(
            @Nullable @Size(max = 40) String adoptedArm,
            @Nullable @Size(max = 2000) String conclusion) {}

    /** @param aaTest whether all arms are alike: then it measures whether we measure well */
    @Schema(name = "Experiment")
    public record ExperimentView(
            UUID id,
            String name,
            String hypothesis,
            Varied varies,
            List<Arm> arms,
            @Nullable List<String> channels,
            BigDecimal minimumEffectPercent,
            long windowSeconds,
            List<Guardrail> guardrails,
            Experiment.State state,
            boolean aaTest,
            @Nullable String adoptedArm,
            @Nullable String conclusion,
            OffsetDateTime createdAt,
            @Nullable OffsetDateTime startedAt,
            @Nullable OffsetDateTime stoppedAt) {

        static ExperimentView of(Experiment it) {
            return new ExperimentView(
                    it.experimentId(),
                    it.name(),
                    it.hypothesis(),
                    it.varies(),
                    it.arms(),
                    it.channels(),
                    it.minimumEffectPercent(),
                    it.windowSeconds(),
                    it.guardrails(),
                    it.state(),
                    it.hasEqualArms(),
                    it.adoptedArm(),
                    it.conclusion(),
                    it.createdAt(),
                    it.startedAt(),
                    it.stoppedAt());
        }
    }

    @Schema(name = "ExperimentPage")
    public record ExperimentPage(
            List<ExperimentView> data, @Nullable String nextCursor) {}

    @POST
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "createExperiment", summary = "Prepare an experiment")
    @APIResponse(
            responseCode = "201",
            description = "A draft, which nobody sees yet",
            content = @Content(schema = @Schema(implementation = ExperimentView.class)))
    public Response create(@NotNull @Valid Create request) {
        return Answers.of(once.atOnce(
                call.principal(),
                "experiment",
                call.idempotencyKey(),
                request,
                () -> Once.Answer.of(
                        CREATED, Map.of(), ExperimentView.of(experiments.create(call.principal(), request::fill)))));
    }

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN, Role.ANALYST})
    @Operation(operationId = "listExperiments", summary = "List experiments, newest first")
    public ExperimentPage list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var rows = experiments.newest(call.principal().merchantId(), state(state), Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, Experiment::experimentId, ExperimentView::of);
        return new ExperimentPage(page.data(), page.nextCursor());
    }

    private static Experiment.@Nullable State state(@Nullable String given) {
        if (given == null) return null;
        return Stream.of(Experiment.State.values())
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(given))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.invalid("state", "it is draft, running or stopped, or left out for all"));
    }

    @GET
    @Path("{id}")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN, Role.ANALYST})
    @Operation(operationId = "getExperiment", summary = "Get an experiment")
    public ExperimentView get(@PathParam("id") UUID id) {
        return ExperimentView.of(experiments.get(call.principal().merchantId(), id));
    }

    @PATCH
    @Path("{id}")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "changeExperiment",
            summary = "Change an experiment",
            description = "All of a draft; only name and hypothesis of one that has been started.")
    public ExperimentView change(@PathParam("id") UUID id, @NotNull @Valid Change request) {
        return ExperimentView.of(experiments.change(call.principal(), id, request::apply));
    }

    @POST
    @Path("{id}/start")
    @Consumes(MediaType.WILDCARD)
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "startExperiment",
            summary = "Deal its arms to buyers from now on",
            description = "One experiment for each thing that is varied runs at a time. Harmless to repeat.")
    public ExperimentView start(@PathParam("id") UUID id) {
        return ExperimentView.of(experiments.start(call.principal(), id));
    }

    @POST
    @Path("{id}/stop")
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "stopExperiment",
            summary = "Give everybody what is usual from now on",
            description = "Also those who were dealt an arm. Harmless to repeat; the first conclusion stays.")
    public ExperimentView stop(@PathParam("id") UUID id, @NotNull @Valid Stop request) {
        return ExperimentView.of(experiments.stop(call.principal(), id, request.adoptedArm(), request.conclusion()));
    }

    @GET
    @Path("{id}/report")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN, Role.ANALYST})
    @Operation(
            operationId = "reportExperiment",
            summary = "What an experiment has found until now",
            description =
                    "May be read as often as one likes: intervals and p-values are always valid. The method is in docs/experiments.md.")
    public ExperimentReport report(@PathParam("id") UUID id) {
        var merchantId = call.principal().merchantId();
        return tallies.report(merchantId, experiments.get(merchantId, id));
    }
}
