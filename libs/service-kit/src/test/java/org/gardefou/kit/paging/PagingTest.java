package org.gardefou.kit.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gardefou.kit.notes.Client.NOTES;
import static org.gardefou.kit.notes.Client.as;
import static org.gardefou.kit.notes.Client.body;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PagingTest {

    private final UUID customer = UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8})
    void all_pages_together_are_the_list_newest_first(int limit) {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.addFirst(mine().body(body()).post(NOTES).path("id"));
        }

        List<String> read = new ArrayList<>();
        String address = NOTES + "?color=RED&limit=" + limit;
        while (address != null) {
            Response page = mine().get(address);
            assertThat(page.statusCode()).isEqualTo(200);
            List<String> items = page.jsonPath().getList("items.id");
            assertThat(items.size()).isLessThanOrEqualTo(limit);
            read.addAll(items);
            address = next(page);
        }

        assertThat(read).isEqualTo(made);
    }

    @Test
    void what_comes_while_reading_neither_repeats_nor_hides_a_row() {
        String first = mine().body(body()).post(NOTES).path("id");
        String second = mine().body(body()).post(NOTES).path("id");
        Response page = mine().get(NOTES + "?limit=1");
        mine().body(body()).post(NOTES).then().statusCode(201);

        String address = next(page);
        assertThat(address).isNotNull();
        Response rest = mine().get(address);

        assertThat(page.jsonPath().getList("items.id", String.class)).containsExactly(second);
        assertThat(rest.jsonPath().getList("items.id", String.class)).containsExactly(first);
    }

    @Test
    void a_list_that_is_narrowed_stays_so_behind_a_cursor() {
        String red = mine().body(body()).post(NOTES).path("id");
        mine().body(body().replace("RED", "GREEN")).post(NOTES).then().statusCode(201);
        String another = mine().body(body()).post(NOTES).path("id");
        mine().body(body().replace("RED", "GREEN")).post(NOTES).then().statusCode(201);

        Response page = mine().get(NOTES + "?color=RED&limit=1");
        assertThat(page.jsonPath().getList("items.id", String.class)).containsExactly(another);
        String address = next(page);
        assertThat(address).isNotNull();
        Response rest = mine().get(address);
        assertThat(rest.jsonPath().getList("items.id", String.class)).containsExactly(red);
        assertThat(next(rest)).isNull();
        assertThat(mine().get(NOTES).jsonPath().getList("items")).hasSize(4);
    }

    @Test
    void a_parameter_of_a_condition_has_one_value() {
        Listing listing = Listing.all().where("a = :wanted", "wanted", 1).where("b = :other", "other", null);

        assertThatThrownBy(() -> listing.where("c = :wanted", "wanted", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wanted");
    }

    @Test
    void an_empty_list_is_a_page_without_a_next() {
        Response page = mine().get(NOTES);

        assertThat(page.asString()).isEqualTo("{\"items\":[]}");
        assertThat(page.header("Link")).isNull();
    }

    @Test
    void a_cursor_of_somebody_else_shows_nothing_of_theirs() {
        mine().body(body()).post(NOTES).then().statusCode(201);
        mine().body(body()).post(NOTES).then().statusCode(201);
        String cursor = mine().get(NOTES + "?limit=1").jsonPath().getString("next");

        Response other = as("customer", Map.of("customer", UUID.randomUUID())).get(NOTES + "?cursor=" + cursor);

        assertThat(other.jsonPath().getList("items")).isEmpty();
    }

    private RequestSpecification mine() {
        return as("customer", Map.of("customer", customer));
    }

    private static @Nullable String next(Response page) {
        String link = page.header("Link");
        if (link == null) {
            assertThat(page.jsonPath().getString("next")).isNull();
            return null;
        }
        assertThat(link).matches("<[^>]+>; rel=\"next\"");
        String address = link.substring(1, link.indexOf('>'));
        assertThat(address).endsWith("cursor=" + page.jsonPath().getString("next"));
        return address;
    }
}
