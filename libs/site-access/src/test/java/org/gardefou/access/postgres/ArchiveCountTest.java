package org.gardefou.access.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.gardefou.access.dump.DumpCount;
import org.junit.jupiter.api.Test;

/** The rows of an archive's text. */
class ArchiveCountTest {
    private static final String END = "--\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict x\n\n";

    @Test
    void everyRowIsALineWhateverStandsInIt() throws IOException {
        DumpCount count = count("""
                --
                -- PostgreSQL database dump
                --

                \\restrict COPYx'

                SET client_encoding = 'UTF8';
                SELECT pg_catalog.set_config('search_path', '', false);

                --
                -- Data for Name: it's; Type: TABLE DATA; Schema: public; Owner: -
                --

                COPY public.it (a, "b;c") FROM stdin;
                1\tCOPY public.other FROM stdin;
                2\t\\\\.
                \\N\t'
                --\t"
                \\.


                COPY public.empty (a) FROM stdin;
                \\.

                COPY "s p"."a.""b
                c"  FROM stdin;

                \\.\s
                \\..
                \\.

                SELECT pg_catalog.setval('public."x
                COPY public.made_up (a) FROM stdin;
                ''"', 1, true);
                SELECT pg_catalog.lowrite(0, '\\x616263');
                """ + END, StandardCharsets.UTF_8);
        assertThat(count.complete()).isTrue();
        assertThat(count.rows()).isEqualTo(Map.of("public.it", 4L, "public.empty", 0L, "s p.\"a.\"\"b\nc\"", 3L));
    }

    @Test
    void namesAreReadInTheDatabasesOwnEncoding() throws IOException {
        assertThat(count(
                                "SET client_encoding = 'LATIN1';\nCOPY public.\"été\" (a) FROM stdin;\n1\n\\.\n" + END,
                                StandardCharsets.ISO_8859_1)
                        .rows())
                .containsOnlyKeys("public.été");
        assertThat(count(
                                "SET client_encoding = 'WIN1251';\nCOPY public.\"заказ\" (a) FROM stdin;\n\\.\n" + END,
                                Charset.forName("windows-1251"))
                        .rows())
                .containsOnlyKeys("public.заказ");
        assertThat(Encodings.of("EUC_JP")).isEqualTo(Charset.forName("EUC-JP"));
        assertThat(Encodings.of("ISO_8859_5")).isEqualTo(Charset.forName("ISO-8859-5"));
        assertThat(Encodings.of("LATIN9")).isEqualTo(Charset.forName("ISO-8859-15"));
        assertThat(Encodings.of("MADE_UP")).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void whatHasNoEndIsNotComplete() throws IOException {
        assertThat(count("COPY public.a (a) FROM stdin;\n1\n\\.\n", StandardCharsets.UTF_8)
                        .complete())
                .isFalse();
        // A row is not the end, whatever it says.
        assertThat(count("COPY public.a (a) FROM stdin;\n" + END, StandardCharsets.UTF_8)
                        .complete())
                .isFalse();
        assertThat(count("", StandardCharsets.UTF_8).complete()).isFalse();
    }

    private static DumpCount count(String text, Charset charset) throws IOException {
        ArchiveCount counting = new ArchiveCount();
        counting.readFrom(new ByteArrayInputStream(text.getBytes(charset)));
        return counting.counted();
    }
}
