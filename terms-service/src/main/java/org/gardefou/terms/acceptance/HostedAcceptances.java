package org.gardefou.terms.acceptance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.permission.Role;
import org.gardefou.terms.language.Language;
import org.jspecify.annotations.Nullable;

/** Takes what customers accept on the pages of this service, by the same rules as what others relay. */
@ApplicationScoped
public class HostedAcceptances {

    private final Recording recording;
    private final Acceptances acceptances;

    HostedAcceptances(Recording recording, Acceptances acceptances) {
        this.recording = recording;
        this.acceptances = acceptances;
    }

    /**
     * Who acts, as the one vouches that had the link made.
     *
     * @param voucher that one's role
     * @param subject of that one's token
     * @param agent who acts for the customer by their mandate; null: they do themselves
     * @param session of theirs at the system that vouches for them
     * @param sentTo the address that the voucher says they sent the link to
     */
    public record Actor(
            Role voucher,
            String subject,
            UUID customer,
            @Nullable UUID agent,
            String name,
            String capacity,
            @Nullable String session,
            @Nullable String sentTo) {}

    /** From where the click came; the address as this service saw it. */
    public record Origin(@Nullable String ip, @Nullable String userAgent) {}

    /**
     * A click on a page of ours.
     *
     * @param sha256 of the text that was shown
     * @param order whether pressing the button ordered what costs
     * @param boxes the labels of the boxes that were ticked
     * @param contracts that go on under the version; none: it is for a new order
     */
    public record Click(
            UUID link,
            UUID version,
            Language language,
            String sha256,
            String button,
            boolean order,
            List<String> boxes,
            List<UUID> contracts) {}

    /** What a customer accepted before of the same document. */
    public record Earlier(UUID version, Instant at) {}

    /** What was accepted, without anything personal. */
    public record Receipt(
            UUID acceptance,
            UUID version,
            String locale,
            String sha256,
            String button,
            List<String> boxes,
            Instant at) {}

    /**
     * Records it.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem as for an acceptance that others relay
     */
    @Transactional(TxType.MANDATORY)
    public UUID record(Actor actor, Origin origin, Click click) {
        NewAcceptance relayed = new NewAcceptance(
                click.version,
                actor.customer,
                actor.agent,
                click.language,
                click.sha256,
                new NewAcceptance.By(actor.name, actor.capacity),
                click.button,
                click.order,
                click.boxes,
                origin.ip,
                origin.userAgent,
                actor.session,
                null,
                null,
                click.contracts);
        return recording
                .record(
                        actor.customer,
                        actor.agent,
                        relayed,
                        new HostedPage(click.link, actor.voucher, actor.subject, actor.sentTo),
                        actor.voucher)
                .id();
    }

    /** The last acceptance of a version of the document that was not withdrawn. */
    @Transactional
    public Optional<Earlier> last(UUID customer, UUID document) {
        return acceptances.last(customer, document).map(found -> new Earlier(found.version(), found.at()));
    }

    /** What was accepted on a page of ours. */
    @Transactional
    public Optional<Receipt> receipt(UUID acceptance) {
        return acceptances
                .findByIdOptional(acceptance)
                .filter(found -> found.page() != null)
                .map(found -> new Receipt(
                        found.id(),
                        found.version(),
                        found.locale(),
                        Objects.requireNonNull(found.renditionSha256()),
                        Objects.requireNonNull(found.buttonText()),
                        found.boxes(),
                        found.at()));
    }
}
