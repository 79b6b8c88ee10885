-- A copy whose server is gone is not tried for ever; it makes room for another one, and its removal can be asked for again.
alter table staging_copy drop constraint staging_copy_state_check;
alter table staging_copy
    add constraint staging_copy_state_check
        check (state in ('PREPARING', 'READY', 'REMOVING', 'REMOVED', 'FAILED', 'ABANDONED'));
