package org.gardefou.diagnostics.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilesCheckTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RewriteEngin On|RewriteEngin",
                "RewriteEngine On|",
                "rewriteengine on|",
                "  # RewriteEngin On|",
                "<IfModule mod_rewrite.c>⏎RewriteEngine On⏎RewriteBase /⏎RewriteRule ^index\\.php$ - [L]⏎</IfModule>|",
                "<IfModule x>⏎Foo bar⏎</IfModule>|",
                "<IfModule x>⏎</IfModule>⏎Foo bar|Foo",
                "<IfModule mod_a.c>⏎<IfModule mod_b.c>⏎</IfModule>⏎Foo 1⏎</IfModule>|",
                "<IfDefine X>⏎Foo 1⏎</IfDefine>|",
                "<Files wp-config.php>⏎Denny from all⏎</Files>|Denny",
                "Header set X \\⏎Foo|",
                "php_value memory_limit 256M|",
                "Optionss -Indexes|Optionss",
                "AuthName 'x'⏎Require valid-user|",
                "SetEnvIfNoCase Referer x y|",
                "Foo|Foo"
            })
    void aDirectiveThatNoModuleHasIsFound(String htaccess, @Nullable String unknown) {
        assertThat(FilesCheck.unknownDirective(htaccess.replace("⏎", "\n"))).isEqualTo(unknown);
    }
}
