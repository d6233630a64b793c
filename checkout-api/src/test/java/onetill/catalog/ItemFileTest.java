package onetill.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onetill.catalog.ItemFile.Row;
import onetill.problem.ProblemException;
import org.junit.jupiter.api.Test;

class ItemFileTest {

    @Test
    void a_cell_may_have_commas_quotes_and_lines() throws IOException {
        var rows = csv("sku,name,price.EUR\r\nA,\"Earl \"\"Grey\"\",\nloose\",790\r\n");

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).item()).isNotNull().satisfies(item -> {
            assertThat(item.name()).isEqualTo("Earl \"Grey\",\nloose");
            assertThat(item.prices()).isEqualTo(Map.of("EUR", 790L));
        });
    }

    @Test
    void spreadsheets_may_put_a_mark_first_and_semicolons_between() throws IOException {
        var rows = csv("\uFEFFsku;name;price.EUR;barcodes\nA;Tea, green;790;1 2|3\n\n");

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).item()).isNotNull().satisfies(item -> {
            assertThat(item.name()).isEqualTo("Tea, green");
            assertThat(item.barcodes()).containsExactly("1", "2", "3");
        });
    }

    @Test
    void a_row_that_is_wrong_says_why_and_the_next_one_is_read() throws IOException {
        var rows = csv(
                "sku,name,digital,weight_grams,price.EUR\nA,Tea,maybe,1,1\nB,Tea,true,heavy,1\nC,Tea\nD,Tea,TRUE,1,1\n");

        assertThat(rows)
                .extracting(Row::wrong)
                .element(0)
                .asString()
                .contains("digital")
                .contains("maybe");
        assertThat(rows)
                .extracting(Row::wrong)
                .element(1)
                .asString()
                .contains("weight_grams")
                .contains("heavy");
        assertThat(rows).extracting(Row::wrong).element(2).asString().contains("2 columns");
        assertThat(rows.get(3).wrong()).isNull();
        assertThat(rows.get(3).number()).isEqualTo(4);
    }

    @Test
    void without_the_names_of_columns_nothing_is_guessed() {
        assertThatThrownBy(() -> csv("A,Tea,790\n"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("sku");
        assertThatThrownBy(() -> csv("sku,name,colour\nA,Tea,red\n"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> csv("sku,name,sku\nA,Tea,B\n")).isInstanceOf(ProblemException.class);
    }

    @Test
    void lines_of_json_are_read_one_by_one() throws IOException {
        var rows = new ArrayList<Row>();
        ItemFile.lines(
                in(
                        "{\"sku\":\"A\",\"name\":\"Tea\",\"prices\":{\"EUR\":1}}\n\n{\"sku\":\"B\",\"nam\":\"Tea\"}\n{oops\n"),
                rows::add);

        assertThat(rows).extracting(Row::number).containsExactly(1L, 2L, 3L);
        assertThat(rows.get(0).wrong()).isNull();
        assertThat(rows.get(1).wrong()).contains("nam");
        assertThat(rows.get(2).wrong()).isNotNull();
    }

    private static List<Row> csv(String text) throws IOException {
        var rows = new ArrayList<Row>();
        ItemFile.csv(in(text), rows::add);
        return rows;
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
