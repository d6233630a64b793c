package onetill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import onetill.audit.Verification.Day;
import onetill.audit.Verification.Kind;
import onetill.audit.Verification.Root;
import onetill.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** Whoever owns the tables can change every row. What they cannot do is to go unnoticed. */
class VerificationTest {

    private static final UUID MERCHANT = new UUID(0, 7);
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final OffsetDateTime NOON = OffsetDateTime.of(2026, 11, 23, 12, 0, 0, 120_000, ZoneOffset.UTC);

    /** A row as it is stored: changed at will, its hash only by hand. */
    private record Row(Link link, String hash) {}

    private final List<Row> rows = new ArrayList<>();
    private final List<Day> days = new ArrayList<>();

    VerificationTest() {
        var end = day(MONDAY, 4, Link.genesis(MERCHANT));
        days.add(new Day(MONDAY, 4, Link.genesis(MERCHANT), end));
        day(TUESDAY, 3, end);
    }

    private String day(LocalDate day, int count, String before) {
        var previous = before;
        for (var seq = 1; seq <= count; seq++) {
            var link = link(day, seq, "{\"amount_minor\":{\"after\":500}}");
            previous = link.hash(previous);
            rows.add(new Row(link, previous));
        }
        return previous;
    }

    private static Link link(LocalDate day, long seq, String changes) {
        return new Link(
                MERCHANT,
                day,
                seq,
                new UUID(day.toEpochDay(), seq),
                NOON.plusSeconds(seq),
                "refund_order",
                "staff:ada",
                "order",
                "019ab",
                "req_1",
                null,
                changes);
    }

    @Test
    void what_was_sealed_is_intact() {
        var result = verify();

        assertThat(result.findings()).isEmpty();
        assertThat(result.intact()).isTrue();
        assertThat(result.entries()).isEqualTo(7);
        assertThat(result.head()).isEqualTo(new Root(TUESDAY, 3, rows.get(6).hash()));
    }

    @Test
    void a_changed_row_is_found_at_its_place() {
        var row = rows.get(1);
        rows.set(1, new Row(link(MONDAY, 2, "{\"amount_minor\":{\"after\":5}}"), row.hash()));

        assertThat(verify().findings()).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(Kind.CHANGED);
            assertThat(it.seq()).isEqualTo(2);
        });
    }

    @Test
    void a_changed_row_with_a_new_hash_is_found_at_the_next() {
        var forged = link(MONDAY, 2, "{\"amount_minor\":{\"after\":5}}");
        rows.set(1, new Row(forged, forged.hash(rows.get(0).hash())));

        assertThat(verify().findings())
                .singleElement()
                .satisfies(it -> assertThat(it.seq()).isEqualTo(3));
    }

    @Test
    void a_deleted_row_leaves_a_gap() {
        rows.remove(1);

        assertThat(kinds()).contains(Kind.MISSING);
    }

    @Test
    void a_deleted_row_is_found_although_the_others_were_numbered_anew() {
        rows.remove(1);
        for (var i = 1; i < 3; i++)
            rows.set(
                    i,
                    new Row(
                            link(MONDAY, i + 1, rows.get(i).link().changes()),
                            rows.get(i).hash()));

        assertThat(kinds()).contains(Kind.CHANGED, Kind.CUT);
    }

    @Test
    void a_row_that_was_put_in_is_found() {
        rows.add(2, new Row(link(MONDAY, 3, "{}"), "0".repeat(64)));

        assertThat(kinds()).contains(Kind.CHANGED);
    }

    @Test
    void rows_in_another_order_are_found() {
        var one = rows.get(4).link();
        var other = rows.get(5).link();
        rows.set(4, new Row(as(other, 1), rows.get(4).hash()));
        rows.set(5, new Row(as(one, 2), rows.get(5).hash()));

        assertThat(kinds()).contains(Kind.CHANGED);
    }

    private static Link as(Link link, long seq) {
        return new Link(
                MERCHANT,
                link.day(),
                seq,
                link.id(),
                link.occurredAt(),
                link.action(),
                link.actor(),
                link.resourceType(),
                link.resourceId(),
                link.requestId(),
                link.reasonDigest(),
                link.changes());
    }

    @Test
    void the_end_of_a_day_that_is_over_cannot_be_cut() {
        rows.remove(3);

        assertThat(kinds()).contains(Kind.CUT);
    }

    @Test
    void a_day_that_is_over_cannot_vanish() {
        rows.subList(0, 4).clear();

        assertThat(kinds()).contains(Kind.CUT);
    }

    @Test
    void a_day_cannot_vanish_with_its_root() {
        rows.subList(0, 4).clear();
        days.clear();

        assertThat(kinds()).contains(Kind.CHANGED);
    }

    @Test
    void days_that_are_over_hang_together() {
        var end = rows.get(6).hash();
        days.add(new Day(TUESDAY, 3, days.get(0).root(), end));
        assertThat(verify().intact()).isTrue();

        days.remove(0);
        rows.subList(0, 4).clear();

        assertThat(kinds()).contains(Kind.DAY_MISSING);
    }

    @Test
    void the_tail_of_today_cannot_be_cut_once_its_root_was_published() {
        var published = List.of(new Root(TUESDAY, 3, rows.get(6).hash()));
        assertThat(verify(published).intact()).isTrue();

        rows.remove(6);

        assertThat(verify().intact()).isTrue(); // nobody could know
        assertThat(verify(published).findings())
                .singleElement()
                .satisfies(it -> assertThat(it.kind()).isEqualTo(Kind.PUBLISHED_ROOT_MISSING));
    }

    @Test
    void a_chain_that_was_computed_anew_is_not_the_published_one() {
        var published = List.of(new Root(TUESDAY, 2, rows.get(5).hash()));
        rows.subList(4, 7).clear();
        var previous = days.get(0).root();
        for (var seq = 1; seq <= 3; seq++) {
            var forged = link(TUESDAY, seq, "{}");
            previous = forged.hash(previous);
            rows.add(new Row(forged, previous));
        }

        assertThat(verify().intact()).isTrue(); // nobody could know
        assertThat(verify(published).intact()).isFalse();
    }

    @Test
    void the_same_changes_have_one_form_however_they_are_stored() {
        var one = link(MONDAY, 1, "{\"b\": {\"after\": 1.50}, \"a\": {\"after\": 100}}");
        var other = link(MONDAY, 1, "{\"a\":{\"after\":100},\"b\":{\"after\":1.50}}");

        assertThat(one.canonical()).isEqualTo(other.canonical());
        assertThat(one.canonical())
                .startsWith(
                        "{\"action\":\"refund_order\",\"actor\":\"staff:ada\",\"changes\":{\"a\":{\"after\":100},\"b\"")
                .contains("\"occurred_at\":\"2026-11-23T12:00:01.000120Z\"");
    }

    @Test
    void a_root_is_read_as_it_was_written() {
        var root = new Root(MONDAY, 17, "6f3c");

        assertThat(Root.read(root.toString())).isEqualTo(root);
        assertThatThrownBy(() -> Root.read("yesterday")).isInstanceOf(ProblemException.class);
    }

    private List<Kind> kinds() {
        return verify().findings().stream().map(Verification.Finding::kind).toList();
    }

    private Verification.Result verify() {
        return verify(List.of());
    }

    private Verification.Result verify(List<Root> published) {
        var verification = new Verification(Link.genesis(MERCHANT), days, published);
        rows.forEach(it -> verification.next(it.link(), it.hash()));
        return verification.result(0);
    }
}
