-- What never could be written, and what a relay was sent without a word about what became of it, ends too, and is said.
alter table delivery
    -- How often the relay was sent the whole mail and nobody knows what came of it.
    add column doubts int not null default 0 check (doubts >= 0),
    drop constraint delivery_state_check,
    add constraint delivery_state_check check (state in ('WAITING', 'SENT', 'UNDELIVERABLE', 'NOT_SENT', 'UNWRITTEN')),
    drop constraint delivery_reason_check,
    add constraint delivery_reason_check check (reason in
        ('REFUSED', 'GIVEN_UP', 'TOO_LARGE', 'NO_RELAY', 'ERASED', 'TOO_MANY', 'OBSOLETE', 'NOT_COMPOSED', 'ANSWER_LOST')),
    drop constraint delivery_check2,
    add constraint a_reason_where_it_was_not_sent check (
        (reason is not null) = (state in ('UNDELIVERABLE', 'NOT_SENT', 'UNWRITTEN'))),
    add constraint unwritten_for_a_reason_of_its_own check (
        (state = 'UNWRITTEN') = (reason is not null and reason in ('NOT_COMPOSED', 'ANSWER_LOST')));
