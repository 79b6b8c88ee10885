package org.gardefou.terms.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.bundle.LedgerParts.Entry;
import org.jspecify.annotations.Nullable;

/** Which entries belong into a bundle: those about its subject, and the agreement that they stand on. */
@ApplicationScoped
class Selection {

    private static final String ACTIVATED = "contract.activated";
    private static final String CHANGED = "contract.changed";
    private static final String ENDED = "contract.ended";
    private static final String CONTRACT = "contract";
    private static final String NOTICE = "notice";
    private static final String VERSION = "version";
    private static final String MANDATE = "mandate";

    /** What says under which version a contract is, and by which acceptance. */
    private static final Set<String> STANDING = Set.of(ACTIVATED, CHANGED);

    private final LedgerParts ledger;
    private final BundleConfig config;

    Selection(LedgerParts ledger, BundleConfig config) {
        this.ledger = ledger;
        this.config = config;
    }

    /**
     * The numbers of the entries, in their order; none when there is no such thing, or it is not the customer's.
     *
     * @param customer whose it must be; anybody's, where none is given
     * @param size of the checkpoint: what came later is not signed by it
     */
    SortedSet<Long> of(About about, UUID id, @Nullable UUID customer, long size) {
        List<Entry> begun = ledger.beginning(about, id, customer, size);
        SortedSet<Long> chosen = new TreeSet<>();
        if (begun.isEmpty()) return chosen;
        Entry seed = begun.getFirst();
        UUID site = seed.site();
        if (site == null) throw new IllegalStateException("The entry " + seed.seq() + " names no site");
        List<Entry> all =
                ledger.ofSite(site, customer, about == About.CONTRACTS ? seed.seq() : 1, size, config.most() + 1);
        require(all.size());
        List<Entry> subject = subject(about, seed, all);
        subject.forEach(entry -> chosen.add(entry.seq()));
        grounds(subject, size).forEach(entry -> chosen.add(entry.seq()));
        require(chosen.size());
        return chosen;
    }

    private static List<Entry> subject(About about, Entry seed, List<Entry> all) {
        return switch (about) {
            case SITES -> all;
            case CONTRACTS -> until(end(seed, all), all);
            case CASES, DIAGNOSES, ASSESSMENTS -> {
                Set<Long> strand = Strand.around(
                        new Strand.Said(seed.seq(), seed.data()),
                        all.stream()
                                .map(entry -> new Strand.Said(entry.seq(), entry.data()))
                                .toList());
                List<Entry> hanging = new ArrayList<>(all.stream()
                        .filter(entry -> strand.contains(entry.seq()))
                        .toList());
                hanging.addAll(contractOf(seed, all));
                yield hanging;
            }
        };
    }

    private static long end(Entry activated, List<Entry> all) {
        return all.stream()
                .filter(entry ->
                        entry.kind().equals(ENDED) && entry.text(CONTRACT).equals(activated.text(CONTRACT)))
                .mapToLong(Entry::seq)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private static List<Entry> until(long last, List<Entry> all) {
        return all.stream().filter(entry -> entry.seq() <= last).toList();
    }

    /**
     * The contract that the site was under when it broke: the last one activated before, the last change of its terms before, and what was
     * said of that change.
     */
    private static List<Entry> contractOf(Entry seed, List<Entry> all) {
        List<Entry> before =
                all.stream().filter(entry -> entry.seq() < seed.seq()).toList();
        Optional<Entry> activated = last(before, ACTIVATED);
        if (activated.isEmpty()) return List.of();
        String contract = activated.get().text(CONTRACT);
        Optional<Entry> changed = last(
                before.stream()
                        .filter(entry -> entry.text(CONTRACT).equals(contract))
                        .toList(),
                CHANGED);
        List<Entry> standing = new ArrayList<>(List.of(activated.get()));
        changed.map(entry -> entry.text(NOTICE)).ifPresent(notice -> all.stream()
                .filter(entry -> entry.text(NOTICE).equals(notice))
                .forEach(standing::add));
        return standing;
    }

    private static Optional<Entry> last(List<Entry> entries, String kind) {
        return entries.stream().filter(entry -> entry.kind().equals(kind)).reduce((earlier, later) -> later);
    }

    /**
     * The agreement: what was accepted for the contracts among these and by which mandate, and the versions that were published for it or
     * that the customer was told of.
     */
    private List<Entry> grounds(List<Entry> subject, long size) {
        List<Entry> standing = subject.stream()
                .filter(entry -> STANDING.contains(entry.kind()))
                .toList();
        List<Entry> accepted = ledger.acceptances(named(standing, "acceptance"), size);
        List<Entry> naming = new ArrayList<>(subject);
        naming.addAll(accepted);
        List<Entry> grounds = new ArrayList<>(accepted);
        grounds.addAll(ledger.publications(named(naming, VERSION), size));
        grounds.addAll(ledger.mandates(named(naming, MANDATE), size));
        return grounds;
    }

    private static Set<String> named(List<Entry> entries, String field) {
        return entries.stream()
                .map(entry -> entry.text(field))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
    }

    private void require(int entries) {
        if (entries > config.most())
            throw Problems.own(
                    "terms/bundle-too-large",
                    422,
                    "The bundle would be too large",
                    "There are more than %d entries. Ask for the bundle of a contract, a case or a diagnosis of the site, or raise gardefou.bundles.most."
                            .formatted(config.most()));
    }
}
