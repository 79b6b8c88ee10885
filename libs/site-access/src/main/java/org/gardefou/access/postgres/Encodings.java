package org.gardefou.access.postgres;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** The encodings that a database can have (PostgreSQL 18, table 23.3). */
final class Encodings {
    private Encodings() {}

    /** Java's name of an encoding of PostgreSQL; bytes of no known encoding are read as what psql makes of them. */
    static Charset of(String encoding) {
        String name =
                switch (encoding) {
                    case "UTF8", "SQL_ASCII", "MULE_INTERNAL" -> "UTF-8";
                    case "LATIN5" -> "ISO-8859-9";
                    case "LATIN6" -> "ISO-8859-10";
                    case "LATIN7" -> "ISO-8859-13";
                    case "LATIN8" -> "ISO-8859-14";
                    case "LATIN9" -> "ISO-8859-15";
                    case "LATIN10" -> "ISO-8859-16";
                    case "EUC_CN" -> "GB2312";
                    case "EUC_JIS_2004" -> "x-EUC-JP-LINUX";
                    case "EUC_TW" -> "x-EUC-TW";
                    case "JOHAB" -> "x-Johab";
                    case "KOI8R" -> "KOI8-R";
                    case "KOI8U" -> "KOI8-U";
                    case "WIN866" -> "IBM866";
                    case "WIN874" -> "x-windows-874";
                    default ->
                        encoding.startsWith("WIN")
                                ? "windows-" + encoding.substring(3)
                                : encoding.startsWith("LATIN")
                                        ? "ISO-8859-" + encoding.substring(5)
                                        : encoding.replace('_', '-');
                };
        try {
            return Charset.forName(name);
        } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
