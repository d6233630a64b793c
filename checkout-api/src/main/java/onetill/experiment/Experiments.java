package onetill.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.experiment.Experiment.State;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import org.jspecify.annotations.Nullable;

/** All experiments of a merchant, from the draft to what was concluded. Arms stay as they are once buyers have been dealt them. */
@ApplicationScoped
class Experiments {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Audit audit;

    @Inject
    Work work;

    @Inject
    Events events;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    Experiment create(Principal by, UnaryOperator<Experiment> filled) {
        var id = ids.next();
        var draft = filled.apply(new Experiment(
                id,
                "",
                "",
                Varied.ASKS_ORDER,
                List.of(),
                null,
                BigDecimal.ONE,
                1,
                List.of(),
                State.DRAFT,
                null,
                null,
                clock.now(),
                null,
                null));
        return keeping(by, AuditAction.CREATE_EXPERIMENT, id, "experiment.created", () -> {
            check(by.merchantId(), draft);
            insert(by.merchantId(), draft);
            return 1L;
        });
    }

    /** Changes a draft; of one that has been started only the words. */
    Experiment change(Principal by, UUID id, UnaryOperator<Experiment> change) {
        return keeping(by, AuditAction.CHANGE_EXPERIMENT, id, "experiment.changed", () -> {
            var before = locked(by.merchantId(), id);
            var after = change.apply(before);
            if (before.state() != State.DRAFT && !isOtherWordsOnly(before, after)) {
                throw new ProblemException(
                        ProblemType.EXPERIMENT_STATE,
                        "buyers have been dealt its arms, so only name and hypothesis can change; stop it, and create another one");
            }
            if (after.equals(before)) return null;
            check(by.merchantId(), after);
            return update(by.merchantId(), after);
        });
    }

    private static boolean isOtherWordsOnly(Experiment before, Experiment after) {
        return Json.MAPPER
                .<ObjectNode>valueToTree(before)
                .without(List.of("name", "hypothesis"))
                .equals(Json.MAPPER.<ObjectNode>valueToTree(after).without(List.of("name", "hypothesis")));
    }

    /** From now on buyers are dealt its arms. Harmless to repeat. */
    Experiment start(Principal by, UUID id) {
        return keeping(by, AuditAction.START_EXPERIMENT, id, "experiment.started", () -> {
            oneStartAtATime(by.merchantId());
            var draft = locked(by.merchantId(), id);
            if (draft.state() == State.RUNNING) return null;
            if (draft.state() == State.STOPPED) {
                throw new ProblemException(
                        ProblemType.EXPERIMENT_STATE, "it was stopped, and its buyers are known; create another one");
            }
            check(by.merchantId(), draft);
            guardOnlyOne(by.merchantId(), draft);
            return update(by.merchantId(), with(draft, State.RUNNING, null, null));
        });
    }

    /**
     * From now on everybody gets what is usual, also those who were dealt an arm. Harmless to repeat.
     *
     * @param adoptedArm the arm that was decided for
     */
    Experiment stop(Principal by, UUID id, @Nullable String adoptedArm, @Nullable String conclusion) {
        return keeping(by, AuditAction.STOP_EXPERIMENT, id, "experiment.stopped", () -> {
            var running = locked(by.merchantId(), id);
            if (running.state() == State.DRAFT) {
                throw new ProblemException(ProblemType.EXPERIMENT_STATE, "it has not been started");
            }
            if (adoptedArm != null
                    && running.arms().stream().noneMatch(it -> it.name().equals(adoptedArm))) {
                throw ProblemException.invalid("adopted_arm", "there is no arm \"%s\"".formatted(adoptedArm));
            }
            if (running.state() == State.STOPPED) return null;
            return update(by.merchantId(), with(running, State.STOPPED, adoptedArm, conclusion));
        });
    }

    private Experiment with(Experiment it, State state, @Nullable String adopted, @Nullable String conclusion) {
        var now = clock.now();
        return new Experiment(
                it.experimentId(),
                it.name(),
                it.hypothesis(),
                it.varies(),
                it.arms(),
                it.channels(),
                it.minimumEffectPercent(),
                it.windowSeconds(),
                it.guardrails(),
                state,
                adopted,
                conclusion,
                it.createdAt(),
                state == State.RUNNING ? now : it.startedAt(),
                state == State.STOPPED ? now : null);
    }

    /** What was done with one: answers its number among all that was, or null when nothing was to do. */
    private interface Doing {
        @Nullable
        Long done();
    }

    private Experiment keeping(Principal by, AuditAction action, UUID id, String type, Doing doing) {
        return audit.change(by, Deed.of(action, id), () -> found(by.merchantId(), id), () -> {
            var seq = doing.done();
            var now = get(by.merchantId(), id);
            if (seq == null) return now;
            events.record(new Fact(
                    by.merchantId(),
                    "experiment",
                    id,
                    seq,
                    type,
                    null,
                    null,
                    null,
                    by.actor(),
                    Map.of("varies", now.varies().stored(), "name", now.name())));
            return now;
        });
    }

    private @Nullable JsonNode found(UUID merchantId, UUID id) {
        return list(merchantId, "= ?2", id, 1).stream()
                .findFirst()
                .<JsonNode>map(Json.MAPPER::valueToTree)
                .orElse(null);
    }

    private void insert(UUID merchantId, Experiment it) {
        em.createNativeQuery("""
                        insert into experiment (merchant_id, experiment_id, seq, name, hypothesis, varies, arms, channels,
                            minimum_effect_percent, window_seconds, guardrails, state, created_at)
                        select ?1, experiment_id, 1, name, hypothesis, varies, arms, channels, minimum_effect_percent,
                            window_seconds, guardrails, state, created_at
                        from jsonb_populate_record(cast(null as experiment), cast(?2 as jsonb))""")
                .setParameter(1, merchantId)
                .setParameter(2, Json.write(it))
                .executeUpdate();
    }

    private Long update(UUID merchantId, Experiment it) {
        var seq = em.createNativeQuery("""
                        update experiment e set seq = e.seq + 1, name = n.name, hypothesis = n.hypothesis, arms = n.arms,
                            channels = n.channels, minimum_effect_percent = n.minimum_effect_percent,
                            window_seconds = n.window_seconds, guardrails = n.guardrails, state = n.state,
                            adopted_arm = n.adopted_arm, conclusion = n.conclusion, started_at = n.started_at,
                            stopped_at = n.stopped_at
                        from jsonb_populate_record(cast(null as experiment), cast(?3 as jsonb)) n
                        where e.merchant_id = ?1 and e.experiment_id = ?2 returning e.seq""")
                .setParameter(1, merchantId)
                .setParameter(2, it.experimentId())
                .setParameter(3, Json.write(it))
                .getSingleResult();
        return ((Number) seq).longValue();
    }

    private void check(UUID merchantId, Experiment it) {
        if (it.name().isBlank()) throw ProblemException.invalid("name", "an experiment has a name");
        if (new HashSet<>(it.arms().stream().map(Arm::name).toList()).size()
                < it.arms().size()) {
            throw ProblemException.invalid("arms", "each arm has a name of its own");
        }
        for (var arm : it.arms()) {
            var wrong = it.varies().problem(arm.wants());
            if (wrong != null) throw ProblemException.invalid("arms", "arm \"%s\" %s".formatted(arm.name(), wrong));
        }
        var metrics = it.guardrails().stream().map(Guardrail::metric).toList();
        if (new HashSet<>(metrics).size() < metrics.size()) {
            throw ProblemException.invalid("guardrails", "each metric has one limit");
        }
        if (it.channels() != null) guardChannels(merchantId, it.channels());
    }

    private void guardChannels(UUID merchantId, List<String> channels) {
        List<?> unknown = em.createNativeQuery("""
                        select w.id from jsonb_array_elements_text(cast(?2 as jsonb)) as w(id)
                        where not exists (select 1 from channel c where c.merchant_id = ?1 and c.channel_id = w.id)""")
                .setParameter(1, merchantId)
                .setParameter(2, Json.write(channels))
                .getResultList();
        if (unknown.isEmpty()) return;
        throw ProblemException.invalid("channels", "there is no channel %s".formatted(unknown.get(0)));
    }

    private void oneStartAtATime(UUID merchantId) {
        em.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(?1, 0))")
                .setParameter(1, merchantId + " start of experiments")
                .getSingleResult();
    }

    private void guardOnlyOne(UUID merchantId, Experiment draft) {
        List<?> others = em.createNativeQuery(
                        "select name from experiment where merchant_id = ?1 and varies = ?2 and state = 'running'")
                .setParameter(1, merchantId)
                .setParameter(2, draft.varies().stored())
                .getResultList();
        if (others.isEmpty()) return;
        throw new ProblemException(
                ProblemType.EXPERIMENT_RUNNING,
                "\"%s\" varies %s and is running; stop it first"
                        .formatted(others.get(0), draft.varies().stored()));
    }

    private Experiment locked(UUID merchantId, UUID id) {
        em.createNativeQuery("select 1 from experiment where merchant_id = ?1 and experiment_id = ?2 for no key update")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .getResultList();
        return get(merchantId, id);
    }

    /** @throws ProblemException NOT_FOUND */
    Experiment get(UUID merchantId, UUID id) {
        return list(merchantId, "= ?2", id, 1).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("experiment", id));
    }

    /** Newest first. */
    List<Experiment> newest(UUID merchantId, @Nullable State state, @Nullable UUID before, int limit) {
        var condition = before == null ? "<> ?2" : "< ?2";
        return list(
                merchantId,
                state == null
                        ? condition
                        : condition + " and e.state = '" + state.name().toLowerCase(Locale.ROOT) + "'",
                Objects.requireNonNullElse(before, new UUID(0, 0)),
                limit);
    }

    private List<Experiment> list(UUID merchantId, String condition, UUID id, int limit) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select cast(to_jsonb(e) as text) from experiment e
                            where e.merchant_id = ?1 and e.experiment_id %s order by e.experiment_id desc limit ?3""".formatted(condition))
                    .setParameter(1, merchantId)
                    .setParameter(2, id)
                    .setParameter(3, limit)
                    .getResultList();
            return rows.stream()
                    .map(row -> Json.read(String.valueOf(row), Experiment.class))
                    .toList();
        });
    }
}
