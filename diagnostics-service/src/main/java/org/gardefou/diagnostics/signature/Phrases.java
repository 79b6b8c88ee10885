package org.gardefou.diagnostics.signature;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gardefou.access.log.Suspicion;

/**
 * Many texts, looked for at once in bytes, at more than a gigabyte a second. Four bytes in a row are looked up in a small table at every
 * few places only: as far apart as every text has room for one of them. What the table knows is then compared. Its time does not depend
 * on how many texts there are.
 */
final class Phrases implements Suspicion {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** No text is shorter. */
    static final int SHORTEST = 4;

    private static final int GRAM = 4;
    private static final int BITS = 16;
    private static final int HASH = 0x9E3779B1;

    /** What stands in every log: of each text a part is looked for that is not in here. */
    private static final String USUAL =
            "[22-Nov-2026 10:00:00 UTC] PHP Warning:  PHP Notice:  PHP Deprecated:  PHP Fatal error:  Undefined variable $ "
                    + "Undefined array key \" in /home/ /var/www/html/ public_html/wp-content/plugins/ wp-includes/ .php on line .php:1 Stack trace: #0 #1 {main} thrown in "
                    + "[Sun Nov 22 10:00:00.000000 2026] [php:notice] [core:error] [proxy_fcgi:error] [pid 1:tid 2] [client 127.0.0.1:4] AH01071: Got error 'PHP message: PHP , referer: https://www. "
                    + "2026/11/22 10:00:00 [error] 12#12: *5 FastCGI sent in stderr: \"PHP message: \" while reading response header from upstream, client: , server: , request: \"GET / HTTP/1.1\", "
                    + "upstream: \"fastcgi://unix:/run/php/php-fpm.sock:\", host: \" open() \" failed (2: No such file or directory) access forbidden by rule "
                    + "[Note] InnoDB: [Warning] Aborted connection to db: user: host: (Got an error reading communication packets) NOTICE: WARNING: [pool www] child started exited with code 0 after seconds from start";

    private final byte[][] texts;

    /** Whose each text is. */
    private final int[][] owners;

    private final int stride;
    private final long[] known = new long[1 << (BITS - 6)];

    /** Where in {@link #chains} what has a hash begins. */
    private final int[] first = new int[1 << BITS];

    /** Number of a text, where in it the four bytes are, and where the chain goes on; 0 is its end. */
    private final int[] chains;

    /** @param wanted texts by the number of who looks for them, each of {@link #SHORTEST} bytes or more */
    Phrases(Map<Integer, ? extends Collection<String>> wanted) {
        TreeMap<String, Set<Integer>> byText = new TreeMap<>();
        wanted.forEach((owner, some) -> some.forEach(
                text -> byText.computeIfAbsent(text, _ -> new HashSet<>()).add(owner)));
        texts = byText.keySet().stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        owners = byText.values().stream()
                .map(some -> some.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        int shortest = Integer.MAX_VALUE;
        for (byte[] text : texts) shortest = Math.min(shortest, text.length);
        if (shortest < SHORTEST)
            throw new IllegalArgumentException("A text of fewer than four bytes is not looked for");
        stride = texts.length == 0 ? 1 : Math.min(shortest, 12) - GRAM + 1;
        chains = index();
    }

    private int[] index() {
        Set<Integer> usual = grams(USUAL.getBytes(StandardCharsets.UTF_8), 0, USUAL.length());
        List<int[]> links = new ArrayList<>(List.of(new int[3]));
        for (int text = 0; text < texts.length; text++) {
            int from = rarest(texts[text], usual);
            for (int offset = from; offset < from + stride; offset++) {
                int hash = hash(gram(texts[text], offset));
                known[hash >>> 6] |= 1L << hash;
                links.add(new int[] {text, offset, first[hash]});
                first[hash] = links.size() - 1;
            }
        }
        int[] flat = new int[links.size() * 3];
        for (int i = 0; i < links.size(); i++) System.arraycopy(links.get(i), 0, flat, i * 3, 3);
        return flat;
    }

    /** Where in a text the part begins that stands in logs the least. */
    private int rarest(byte[] text, Set<Integer> usual) {
        int best = 0;
        int fewest = Integer.MAX_VALUE;
        for (int from = 0; from + stride + GRAM - 1 <= text.length; from++) {
            Set<Integer> own = grams(text, from, from + stride + GRAM - 1);
            own.retainAll(usual);
            if (own.size() < fewest) {
                fewest = own.size();
                best = from;
            }
        }
        return best;
    }

    private static Set<Integer> grams(byte[] text, int from, int to) {
        Set<Integer> all = new HashSet<>();
        for (int at = from; at + GRAM <= to; at++) all.add(gram(text, at));
        return all;
    }

    private static int gram(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    private static int hash(int gram) {
        return (gram * HASH) >>> (32 - BITS);
    }

    @Override
    public int next(byte[] bytes, int from, int to) {
        int last = to - GRAM;
        for (int at = from; at <= last; at += stride) {
            int hash = hash((int) INT.get(bytes, at));
            if ((known[hash >>> 6] & 1L << hash) == 0) continue;
            for (int link = first[hash]; link != 0; link = chains[link * 3 + 2]) {
                int start = at - chains[link * 3 + 1];
                if (start >= from && stands(texts[chains[link * 3]], bytes, start, to)) return start;
            }
        }
        return -1;
    }

    /** Whose texts stand in some bytes. */
    BitSet owners(byte[] bytes) {
        BitSet found = new BitSet();
        for (int at = 0; at <= bytes.length - GRAM; at += stride) {
            int hash = hash((int) INT.get(bytes, at));
            if ((known[hash >>> 6] & 1L << hash) == 0) continue;
            for (int link = first[hash]; link != 0; link = chains[link * 3 + 2]) {
                int text = chains[link * 3];
                if (stands(texts[text], bytes, at - chains[link * 3 + 1], bytes.length))
                    for (int owner : owners[text]) found.set(owner);
            }
        }
        return found;
    }

    private static boolean stands(byte[] text, byte[] bytes, int at, int to) {
        if (at < 0 || at + text.length > to) return false;
        for (int i = 0; i < text.length; i++) if (bytes[at + i] != text[i]) return false;
        return true;
    }
}
