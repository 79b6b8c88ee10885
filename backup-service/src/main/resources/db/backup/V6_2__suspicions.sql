-- What keeps the last point before something that looks wrong, beside any pin: a pin is its owner's, and a suspicion ends by the word of staff.
alter table restore_point
    -- the finding; null: none
    add column suspected_by    uuid references finding (id),
    -- when it ends by itself, as a customer said that it was them; null: when the finding is closed by staff
    add column suspected_until timestamptz,
    add constraint restore_point_suspicion check (suspected_until is null or suspected_by is not null);
create index restore_point_suspected on restore_point (suspected_by) where suspected_by is not null;

alter table finding
    -- until when the point stays that is kept because of it, where a customer closed it
    add column kept_until timestamptz,
    drop constraint finding_closed_why_check,
    add constraint finding_closed_why_check check (closed_why in ('RECOVERED', 'USUAL', 'DISMISSED', 'CUSTOMER_WORD'));

update restore_point p set suspected_by = f.id from finding f where f.pinned = p.id and f.closed_at is null;
update restore_point set pin = null where pin ->> 'by' = 'FINDING';
