package org.gardefou.diagnostics.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts PHP source into the tokens that tell literals from everything else. It is no parser: what it does not know is a token of one
 * character. One pass, linear time, whatever the text is, because the file is the customer's.
 */
final class PhpTokens {

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private PhpTokens(String text) {
        this.text = text;
    }

    /** What a token is. */
    enum Kind {
        /** A text whose value is in the source. */
        LITERAL,
        /** A text that PHP makes when it runs: one with a variable in it, a heredoc. */
        COMPUTED,
        /** A name, a number or a keyword. */
        WORD,
        /** Without its dollar sign. */
        VARIABLE,
        /** One character. */
        SIGN
    }

    record Token(Kind kind, String text) {

        boolean is(char sign) {
            return kind == Kind.SIGN && text.charAt(0) == sign;
        }

        boolean isWord(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }
    }

    static List<Token> of(String php) {
        PhpTokens lexer = new PhpTokens(php);
        lexer.html();
        lexer.run();
        return lexer.tokens;
    }

    /** What stands outside of {@code <?php … ?>} is printed as it is. */
    private void html() {
        int open = text.indexOf("<?", at);
        if (open < 0) {
            at = text.length();
            return;
        }
        at = open + 2;
        if (text.regionMatches(true, at, "php", 0, 3)) at += 3;
        else if (text.startsWith("=", at)) at++;
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) at++;
            else if (text.startsWith("?>", at)) closeTag();
            else if (c == '#' || text.startsWith("//", at)) lineComment();
            else if (text.startsWith("/*", at)) skipTo("*/");
            else if (c == '\'') single();
            else if (c == '"') doubled();
            else if (c == '`') backticks();
            else if (text.startsWith("<<<", at)) heredoc();
            else if (c == '$' && at + 1 < text.length() && wordStart(text.charAt(at + 1))) {
                at++;
                tokens.add(new Token(Kind.VARIABLE, word()));
            } else if (wordStart(c) || c >= '0' && c <= '9') tokens.add(new Token(Kind.WORD, word()));
            else {
                tokens.add(new Token(Kind.SIGN, String.valueOf(c)));
                at++;
            }
        }
    }

    /** A closing tag ends a statement. */
    private void closeTag() {
        tokens.add(new Token(Kind.SIGN, ";"));
        at += 2;
        html();
    }

    /** Ends with its line, or where PHP ends. */
    private void lineComment() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r' && !text.startsWith("?>", at)) {
            at++;
        }
    }

    private void skipTo(String end) {
        int found = text.indexOf(end, at + 2);
        at = found < 0 ? text.length() : found + end.length();
    }

    private void single() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '\''; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length() && "'\\".indexOf(text.charAt(at + 1)) >= 0) at++;
            value.append(text.charAt(at));
        }
        at++;
        tokens.add(new Token(Kind.LITERAL, value.toString()));
    }

    private void doubled() {
        StringBuilder value = new StringBuilder();
        boolean computed = false;
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            char c = text.charAt(at);
            char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            if (c == '$' && (wordStart(next) || next == '{') || c == '{' && next == '$') computed = true;
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                int plain = "\\$\"nrtvef".indexOf(next);
                if (plain >= 0) value.append("\\$\"\n\r\t\u000b\u001b\f".charAt(plain));
                // Octal, hexadecimal and Unicode escapes: nobody's password is written so, and a guess would be wrong.
                else if (Character.isDigit(next) || next == 'x' || next == 'u') computed = true;
                else value.append('\\').append(next);
            } else {
                value.append(c);
            }
        }
        at++;
        tokens.add(computed ? new Token(Kind.COMPUTED, "") : new Token(Kind.LITERAL, value.toString()));
    }

    private void backticks() {
        for (at++; at < text.length() && text.charAt(at) != '`'; at++) {
            if (text.charAt(at) == '\\') at++;
        }
        at++;
        tokens.add(new Token(Kind.COMPUTED, ""));
    }

    /** {@code <<<NAME}, {@code <<<'NAME'}: up to the line that begins with the name. */
    private void heredoc() {
        at += 3;
        while (at < text.length() && " \t'\"".indexOf(text.charAt(at)) >= 0) at++;
        String name = word();
        tokens.add(new Token(Kind.COMPUTED, ""));
        if (name.isEmpty()) return;
        while (at < text.length()) {
            int line = text.indexOf('\n', at);
            if (line < 0) {
                at = text.length();
                return;
            }
            at = line + 1;
            while (at < text.length() && " \t".indexOf(text.charAt(at)) >= 0) at++;
            if (text.startsWith(name, at)
                    && (at + name.length() == text.length() || !wordPart(text.charAt(at + name.length())))) {
                at += name.length();
                return;
            }
        }
    }

    private String word() {
        int start = at;
        while (at < text.length() && wordPart(text.charAt(at))) at++;
        return text.substring(start, at);
    }

    private static boolean wordStart(char c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80;
    }

    private static boolean wordPart(char c) {
        return wordStart(c) || c >= '0' && c <= '9';
    }
}
