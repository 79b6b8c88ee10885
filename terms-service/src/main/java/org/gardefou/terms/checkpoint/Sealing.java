package org.gardefou.terms.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;

/**
 * Makes checkpoints: walks the entries behind the last one, grows the tree by them, signs its root, and tells it on the bus in the same
 * transaction. A chain that does not hold is never signed.
 */
@ApplicationScoped
class Sealing {

    /** So many hashes are held in memory at once. */
    private static final int BATCH = 5_000;

    private final Chain chain;
    private final Nodes nodes;
    private final Checkpoints checkpoints;
    private final SigningKeys keys;
    private final CheckpointConfig config;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Event<CheckpointMade> made;
    private final ObjectMapper json;
    private final Clock clock;

    Sealing(
            Chain chain,
            Nodes nodes,
            Checkpoints checkpoints,
            SigningKeys keys,
            CheckpointConfig config,
            Ledger ledger,
            Outbox outbox,
            Event<CheckpointMade> made,
            ObjectMapper json,
            Clock clock) {
        this.chain = chain;
        this.nodes = nodes;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.config = config;
        this.ledger = ledger;
        this.outbox = outbox;
        this.made = made;
        this.json = json;
        this.clock = clock;
    }

    /** Makes one if the schedule wants it. */
    @Transactional
    Optional<Checkpoint> sealIfDue() {
        chain.lockSigning();
        Optional<Checkpoint> last = checkpoints.latest();
        long end = demandSigned(last);
        long waiting = end - last.map(Checkpoint::size).orElse(0L);
        boolean old = last.isEmpty() || !last.get().at().plus(config.every()).isAfter(clock.instant());
        return waiting > 0 && (old || waiting >= config.most()) ? seal(last) : Optional.empty();
    }

    /** Makes one now; nothing when the last one covers all there is. */
    @Transactional
    Optional<Checkpoint> seal() {
        chain.lockSigning();
        Optional<Checkpoint> last = checkpoints.latest();
        return demandSigned(last) > last.map(Checkpoint::size).orElse(0L) ? seal(last) : Optional.empty();
    }

    /**
     * Where the chain ends.
     *
     * @throws BrokenChain when what was signed last is not there any more, or another
     */
    private long demandSigned(Optional<Checkpoint> last) {
        long end = chain.head().seq();
        last.flatMap(signed -> BrokenChain.behind(signed, end, chain.hash(signed.size())))
                .ifPresent(broken -> {
                    throw broken;
                });
        return end;
    }

    private Optional<Checkpoint> seal(Optional<Checkpoint> last) {
        SigningKey key = keys.current();
        long before = last.map(Checkpoint::size).orElse(0L);
        long size = Math.min(chain.head().seq(), before + config.most());
        Long broken = chain.firstBreak(before + 1, size);
        if (broken != null) throw new BrokenChain(BrokenChain.Fault.CHANGED, broken);
        Frontier tree = new Frontier(before, nodes.load(Frontier.needed(before)));
        byte[] head = grow(tree, before, size);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean newKey = keys.remember(key.verifying(), now);
        Checkpoint checkpoint = new Checkpoint.Statement(
                        last.map(Checkpoint::origin).orElseGet(config::origin),
                        last.map(Checkpoint::number).orElse(0L) + 1,
                        size,
                        HexFormat.of().formatHex(tree.root()),
                        HexFormat.of().formatHex(head),
                        last.map(Checkpoint::sha256).orElse(null),
                        now)
                .sign(Ids.next(), key, json);
        checkpoints.add(checkpoint);
        if (newKey) enter(key.verifying(), last, now);
        outbox.add(CheckpointPublished.event(checkpoint));
        made.fire(new CheckpointMade(checkpoint));
        return Optional.of(checkpoint);
    }

    private byte[] grow(Frontier tree, long before, long size) {
        byte[] head = new byte[0];
        for (long first = before + 1; first <= size; first += BATCH) {
            List<byte[]> hashes = chain.hashes(first, Math.min(size, first + BATCH - 1));
            hashes.forEach(tree::add);
            nodes.save(tree.finished());
            head = hashes.getLast();
        }
        return head;
    }

    /** The ledger itself says which key signs from when on: a key that was slipped in later stands out. */
    private void enter(VerifyingKey key, Optional<Checkpoint> last, Instant now) {
        Map<String, Object> data = new TreeMap<>(Map.of("key", key.id(), "x", key.x()));
        last.ifPresent(before -> data.put("before", before.key()));
        ledger.append(new Fact("checkpoint-key.activated", now, null, null, data));
    }
}
