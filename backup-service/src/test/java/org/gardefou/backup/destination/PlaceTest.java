package org.gardefou.backup.destination;

import static org.assertj.core.api.Assertions.assertThat;

import org.gardefou.access.secret.DatabaseAdministration;
import org.gardefou.backup.destination.Place.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {

    @ParameterizedTest
    @CsvSource({
        "LOCAL, /srv/backups, /srv/backups/x",
        "SFTP, sftp://save@vault.example/depots, sftp://save@vault.example:22//depots/x",
        "SFTP, sftp://save@vault.example:2222/srv/depots/, sftp://save@vault.example:2222//srv/depots/x",
        "S3, https://s3.example/bucket, s3:https://s3.example/bucket/x",
        "S3, http://127.0.0.1:9000/bucket/folder/, s3:http://127.0.0.1:9000/bucket/folder/x",
        "REST, https://rest.example:8000/depots, rest:https://rest.example:8000/depots/x/"
    })
    void aRepositoryLiesBelowIt(Kind kind, String location, String repository) {
        Place place = new Place(kind, location);
        assertThat(place.flaw()).isEmpty();
        assertThat(place.repository("x")).isEqualTo(repository);
    }

    @ParameterizedTest
    @CsvSource({
        "LOCAL, srv/backups",
        "LOCAL, /srv",
        "LOCAL, /srv/../etc",
        "SFTP, sftp://save@-oProxyCommand=x/depots",
        "SFTP, sftp://-l@vault.example/depots",
        "SFTP, sftp://save:secret@vault.example/depots",
        "SFTP, sftp://save@vault.example:99999/depots",
        "SFTP, 'sftp://save@vault.example/a b'",
        "SFTP, sftp://save@vault.example/../etc",
        "S3, https://key:secret@s3.example/bucket",
        "S3, s3.example/bucket",
        "S3, https://s3.example/",
        "S3, https://s3.example/bucket?x=1",
        "REST, ftp://rest.example/depots",
        "REST, https://user:password@rest.example/depots"
    })
    void whatIsNoPlaceIsRefused(Kind kind, String location) {
        assertThat(new Place(kind, location).flaw()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "LOCAL, /srv/http://backups, false",
        "SFTP, sftp://save@vault.example/depots, false",
        "S3, https://s3.example/bucket, false",
        "S3, http://s3.example/bucket, true",
        "S3, http://127.0.0.1:9000/bucket, false",
        "S3, http://127.0.0.1.example/bucket, true",
        "REST, http://localhost:8000/depots, false",
        "REST, http://localhost.example/depots, true",
        "REST, http://[::1]:8000/depots, false",
        "REST, http://10.0.0.1/depots, true"
    })
    void byHttpToAnotherMachineIsReadableOnTheWay(Kind kind, String location, boolean clear) {
        assertThat(new Place(kind, location).inTheClear()).isEqualTo(clear);
    }

    @Test
    void userAndPasswordOfARestServerAreEncodedInItsAddress() {
        assertThat(Openings.named("rest:https://rest.example/x/", new DatabaseAdministration("éva", "p@ss w/rd")))
                .isEqualTo("rest:https://%C3%A9va:p%40ss%20w%2Frd@rest.example/x/");
    }

    @ParameterizedTest
    @CsvSource({
        "LOCAL, , , LOCAL, , , true",
        "LOCAL, , , S3, a, , true",
        "S3, a, x, S3, a, x, true",
        "S3, a, x, S3, b, x, false",
        "S3, a, x, S3, a, y, false",
        "SFTP, a, , SFTP, a, , false",
        "SFTP, a, , S3, b, , true",
        "REST, a, , REST, b, , true"
    })
    void betweenPlacesWithOneSetOfCredentialsEachCanBeCopied(
            Kind first,
            String firstSecret,
            String firstRegion,
            Kind second,
            String secret,
            String region,
            boolean may) {
        assertThat(CopyRule.flaw(first, firstSecret, firstRegion, second, secret, region)
                        .isEmpty())
                .isEqualTo(may);
    }
}
