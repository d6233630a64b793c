package onetill.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import onetill.funnel.AttributeCounts.Numbers;
import onetill.funnel.Reports.ValueCell;
import org.junit.jupiter.api.Test;

class ByAttributeTest {

    private static ValueCell cell(String value, long entered, long advanced, long lost) {
        return new ValueCell(
                value,
                "web",
                "payment",
                new Numbers(entered, advanced, 0, 0, entered - advanced - lost, lost, entered, 0));
    }

    @Test
    void who_does_not_have_the_attribute_is_what_is_left_of_all() {
        var read = new ByAttribute(List.of(cell("DE", 5, 3, 1), cell("AT", 2, 0, 2), cell(null, 10, 6, 3)));

        var cells = read.cells(read.mostFrequent());

        assertThat(cells)
                .extracting(
                        ValueCell::value,
                        it -> it.numbers().entered(),
                        it -> it.numbers().lost())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("", 3L, 0L),
                        org.assertj.core.groups.Tuple.tuple("AT", 2L, 2L),
                        org.assertj.core.groups.Tuple.tuple("DE", 5L, 1L));
        assertThat(cells)
                .map(ValueCell::numbers)
                .allMatch(it -> it.entered() == it.advanced() + it.waiting() + it.lost());
    }

    @Test
    void where_all_have_it_there_is_no_line_of_nobody() {
        var read = new ByAttribute(List.of(cell("DE", 5, 3, 1), cell(null, 5, 3, 1)));

        assertThat(read.cells(read.mostFrequent())).extracting(ValueCell::value).containsExactly("DE");
    }

    @Test
    void the_fifty_most_frequent_have_lines_of_their_own_and_nobody_is_left_out() {
        var cells = new ArrayList<ValueCell>();
        for (var i = 1; i <= 60; i++) cells.add(cell("v" + i, i, 0, i));
        cells.add(cell(AttributeValues.OTHERS, 1_000, 0, 1_000));
        cells.add(cell(null, 1_830 + 1_000 + 7, 7, 2_830));

        var read = new ByAttribute(cells);
        var told = read.cells(read.mostFrequent());

        assertThat(told).hasSize(52);
        assertThat(told)
                .extracting(ValueCell::value)
                .contains("v60", "v11", "*", "")
                .doesNotContain("v10");
        assertThat(told.stream().mapToLong(it -> it.numbers().entered()).sum()).isEqualTo(2_837);
    }

    @Test
    void the_interval_before_is_told_by_the_same_values() {
        var rows = FunnelReport.values(
                List.of(cell("DE", 5, 3, 1), cell(null, 5, 3, 1)),
                List.of(cell("DE", 4, 4, 0), cell("AT", 9, 9, 0), cell(null, 13, 13, 0)));

        assertThat(rows).singleElement().satisfies(it -> {
            assertThat(it.value()).isEqualTo("DE");
            assertThat(it.previous()).isNotNull();
            assertThat(it.previous().entered()).isEqualTo(4);
        });
        assertThat(new ByAttribute(List.of(cell("AT", 1, 0, 0), cell(null, 1, 0, 0))).cells(Set.of()))
                .extracting(ValueCell::value)
                .containsExactly("*");
    }
}
