package org.gardefou.support.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.support.contract.SiteAndContractListener.ContractGone;
import org.gardefou.support.contract.SiteAndContractListener.ContractTold;
import org.gardefou.support.contract.SiteAndContractListener.SiteGone;
import org.gardefou.support.contract.SiteAndContractListener.SiteTold;
import org.gardefou.support.language.Price;
import org.gardefou.support.testing.Goldens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The producers' examples, read as this feature reads them. */
class ProducersEventsTest {

    private static final UUID SITE = UUID.fromString("0198c5a2-7c00-7000-8000-000000000001");
    private static final UUID CUSTOMER = UUID.fromString("0198c5a2-7c00-7000-8000-000000000003");
    private static final UUID CONTRACT = UUID.fromString("0198c5a2-7c00-7000-8000-000000000005");

    @ParameterizedTest
    @ValueSource(strings = {"site.registered", "site.moved"})
    void aSite(String type) throws JsonProcessingException {
        SiteTold told = read(type, SiteTold.class);

        assertThat(told.site()).isEqualTo(SITE);
        assertThat(told.customer()).isEqualTo(CUSTOMER);
        assertThat(told.connection()).isEqualTo(UUID.fromString("0198c5a2-7c00-7000-8000-000000000004"));
        assertThat(told.name()).isEqualTo("boutique");
        assertThat(told.at()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"contract.activated", "contract.changed"})
    void aContractAndWhatItsPlanPromises(String type) throws JsonProcessingException {
        HostedSite.Contract contract = read(type, ContractTold.class).contractInForce();

        assertThat(contract.contract()).isEqualTo(CONTRACT);
        assertThat(contract.customer()).isEqualTo(CUSTOMER);
        assertThat(contract.level()).isEqualTo("STANDARD");
        assertThat(contract.promises().selfServiceRestore()).isTrue();
        assertThat(contract.repairIncluded()).isFalse();
        assertThat(contract.promises().repairPrice()).contains(new Price(9000, "EUR"));
        assertThat(contract.locale()).isEqualTo("fr");
        assertThat(contract.version()).isNotNull();
    }

    @Test
    void endings() throws JsonProcessingException {
        assertThat(read("site.removed", SiteGone.class).site()).isEqualTo(SITE);
        assertThat(read("contract.ended", ContractGone.class))
                .isEqualTo(new ContractGone(CONTRACT, SITE, Instant.parse("2027-11-23T00:00:00Z")));
    }

    @Test
    void whatIsOlderThanWhatIsKnownChangesNothing() throws JsonProcessingException {
        // Given a site and a contract
        HostedSite.Contract contract =
                read("contract.activated", ContractTold.class).contractInForce();
        Instant at = Instant.parse("2026-11-23T10:00:00Z");
        HostedSite site = new HostedSite(SITE);
        site.registered(CUSTOMER, null, "boutique", at);
        site.covered(contract, at);
        // When news from before arrives
        site.registered(UUID.randomUUID(), null, "old", at.minusSeconds(1));
        site.uncovered(CONTRACT, at.minusSeconds(1));
        // And the end of the contract that this one followed
        site.uncovered(UUID.randomUUID(), at.plusSeconds(1));
        // Then
        assertThat(site.customer()).contains(CUSTOMER);
        assertThat(site.name()).isEqualTo("boutique");
        assertThat(site.contract()).isPresent();
        // And when it ends itself
        site.uncovered(CONTRACT, at.plusSeconds(2));
        assertThat(site.contract()).isEmpty();
    }

    @Test
    void aManagedPlanIncludesRepairs() throws JsonProcessingException {
        HostedSite.Contract told =
                read("contract.activated", ContractTold.class).contractInForce();
        HostedSite.Contract managed = new HostedSite.Contract(
                told.contract(), told.customer(), "pro", "MANAGED", told.promises(), "fr", told.version());

        assertThat(managed.repairIncluded()).isTrue();
    }

    private static <T> T read(String type, Class<T> reading) throws JsonProcessingException {
        return Goldens.reader().treeToValue(Goldens.of(type), reading);
    }
}
