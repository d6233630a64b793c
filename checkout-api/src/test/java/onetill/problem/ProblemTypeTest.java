package onetill.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {

    @Test
    void each_problem_is_explained() throws IOException {
        var explained = Files.readString(Path.of("..", "docs", "problems.md"));

        for (var type : ProblemType.values()) assertThat(explained).contains("\n## " + type.slug() + "\n");
    }
}
