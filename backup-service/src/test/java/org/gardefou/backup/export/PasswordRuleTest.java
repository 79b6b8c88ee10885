package org.gardefou.backup.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cinq girafes lisent au jardin",
                "correct horse battery staple",
                "gT7#kq9!vLw2$x",
                "3q2-7wPbV0y1Jm8ZkQ5tRr4UuNcDsXe6aHfGiLoKjMh"
            })
    void whatNobodyGuessesIsTaken(String password) {
        assertThat(PasswordRule.refusal(password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "court",
                "motdepasse123456",
                "passwordpasswordpassword",
                "azertyuiop1234567890",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abcdefghijklmnopqrstuvwxyz",
                "abcabcabcabcabcabcabcabcabc",
                "98765432109876543210",
                "girafes élégantes au jardin",
                "two lines of\nunrelated words here",
                " spaces at the ends of it "
            })
    void whatIsEasilyGuessedOrCannotBeTypedEverywhereIsRefusedWithoutRepeatingIt(String password) {
        assertThat(PasswordRule.refusal(password)).hasValueSatisfying(why -> {
            assertThat(why).matches("(must|is) .*");
            if (!password.isEmpty()) assertThat(why).doesNotContain(password);
        });
        assertThat(PasswordRule.refusal("a1B.".repeat(100))).isPresent();
    }
}
