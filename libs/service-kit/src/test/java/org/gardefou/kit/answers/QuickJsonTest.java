package org.gardefou.kit.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickJsonTest {
    private static final String TEXT = """
            {"id": "a", "none": null, "count": 3, "big": 12345678901, "part": 0.5, "price": -99.9, "tiny": 1.5e-3, "huge": 1e300, "whole": 1e3, "vast": 12345678901234567890,
             "text": "a \\"b\\" \\u00e9 \\n", "yes": true, "size": 7,
             "one": {"two": {"three": "x"}, "list": [1, 2]},
             "items": [{"id": "b", "tags": ["x", "y"]}, {"id": null}, {"other": {"id": "c"}}], "empty": []}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "none",
                "count",
                "big",
                "part",
                "price",
                "tiny",
                "huge",
                "whole",
                "vast",
                "text",
                "yes",
                "size",
                "missing",
                "one",
                "one.two.three",
                "one.missing",
                "one.list[1]",
                "one.list[9]",
                "items",
                "items.id",
                "items[0].id",
                "items[0].tags[1]",
                "items[1].id",
                "items.missing",
                "empty",
                "empty.id",
                "empty[0]",
                "none.id",
                "missing.id",
                "items.tags",
                "items.other.id",
                "id.more",
                "items.size()",
                "items[-1].other",
                "items.find { it.id == 'b' }.tags",
                "items.findAll { it.id == 'b' }.size()",
                "items.sort { it.id }.id",
                "items.find { it.id == 'z' }?.tags",
                "items.findAll { it.id == 'z' }.tags",
                "one.'two'.three",
                "one.toString()",
                "$",
                ""
            })
    void aPathLeadsWhereRestAssuredComes(String path) {
        Object there = new JsonPath(TEXT).get(path);
        assertThat((Object) new QuickJson(TEXT).get(path)).isEqualTo(there);
    }

    @Test
    void whatIsNoJsonIsRefusedAsThere() {
        assertThatThrownBy(() -> new QuickJson("{").get("id"))
                .isInstanceOf(io.restassured.path.json.exception.JsonPathException.class);
    }

    @Test
    void aRootIsKept() {
        assertThat(new QuickJson(TEXT).setRootPath("one.two").getString("three"))
                .isEqualTo("x");
    }
}
