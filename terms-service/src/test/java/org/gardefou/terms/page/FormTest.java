package org.gardefou.terms.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;

class FormTest {

    @Test
    void fieldsAreRead() {
        Form form = Form.read("lang=fr&box=backups&box=s%C3%A9curit%C3%A9+2&empty=&bare&&");

        assertThat(form.one("lang")).contains("fr");
        assertThat(form.all("box")).containsExactly("backups", "sécurité 2");
        assertThat(form.one("empty")).contains("");
        assertThat(form.one("bare")).contains("");
        assertThat(form.one("missing")).isEmpty();
        assertThat(Form.read("").all("box")).isEmpty();
    }

    @Test
    void aFieldThatIsThereTwiceIsNoOne() {
        assertThat(Form.read("sha256=a&sha256=b").one("sha256")).isEmpty();
    }

    @Test
    void whatIsNoFormOfOursIsRefused() {
        assertThatThrownBy(() -> Form.read("a=%zz")).isInstanceOf(HttpProblem.class);
        assertThatThrownBy(() -> Form.read("a&".repeat(21))).isInstanceOf(HttpProblem.class);
        assertThatThrownBy(() -> Form.read("a=" + "x".repeat(5_000)))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getStatusCode())
                        .isEqualTo(413));
    }
}
