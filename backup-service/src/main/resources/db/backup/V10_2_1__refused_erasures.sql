-- An erasure can be stopped, by what has come to stand against it, until the first key is destroyed.
alter table erasure
    add column destroying_at timestamptz,
    drop constraint erasure_state_check,
    drop constraint erasure_check1,
    add constraint erasure_state_check check (state in ('RUNNING', 'COMPLETED', 'REFUSED')),
    add constraint erasure_ended_check check ((state = 'RUNNING') = (ended_at is null));
update erasure set destroying_at = requested_at where step <> 'KEYS' or places::text like '%"keyFilesDeleted"%';
