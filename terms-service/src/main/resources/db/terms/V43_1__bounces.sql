-- A mail that the relay took may come back: then it reached nobody, whatever was said before.
alter table delivery
    add column bounced_at    timestamptz,
    -- Why, as whoever sent it back says (RFC 3463): 5.1.1.
    add column bounce_status text check (bounce_status ~ '^[245][.][0-9]{1,3}[.][0-9]{1,3}$'),
    drop constraint delivery_reason_check,
    add constraint delivery_reason_check check (reason in
        ('REFUSED', 'GIVEN_UP', 'TOO_LARGE', 'NO_RELAY', 'ERASED', 'TOO_MANY', 'OBSOLETE', 'NOT_COMPOSED', 'ANSWER_LOST', 'BOUNCED')),
    add constraint bounced_at_a_time check ((bounced_at is not null) = (reason is not distinct from 'BOUNCED')),
    add constraint only_what_was_handed_over_comes_back check (bounced_at is null or message_sha256 is not null);

-- A notice whose mail came back was not delivered: its days do not run, and where its version applies already, those in which the customer may leave
-- do not end. When it came back last.
alter table change_notice
    add column returned_at timestamptz,
    drop constraint notice_needs_a_delivery,
    add constraint notice_needs_a_delivery check (
        consent not in ('NOTICE', 'SILENCE') or binds_from is null or acceptance is not null or delivered_at is not null
        or (returned_at is not null and state <> 'OPEN'));
