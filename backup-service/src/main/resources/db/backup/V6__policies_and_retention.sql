-- What a customer asks for beyond the promise: {"frequency", "retention", "window", "zone", "keep"}. Frequency and retention stay the promised ones.
alter table policy add column own jsonb;
-- What the plan says of how long restore points outlive the contract, in nanoseconds; the hoster's setting where it says nothing.
alter table policy add column kept_after_end bigint check (kept_after_end > 0);
-- A contract that has ended: until when its restore points stay, and when that is told next.
alter table policy
    add column ended_at    timestamptz,
    add column deletion_at timestamptz,
    add column announce_at timestamptz,
    add check ((ended_at is null) = (deletion_at is null)),
    add check (announce_at is null or deletion_at is not null);
create index policy_to_announce on policy (announce_at) where announce_at is not null;
-- When a customer is reminded next that the backups are theirs to make. Of older rows nobody knows whether a contract left that to them
-- or had ended: they are reminded from the next word about their contract on.
alter table policy add column remind_at timestamptz;
alter table policy add check (remind_at is null or kind = 'CUSTOMER_MANAGED');
create index policy_to_remind on policy (remind_at) where remind_at is not null;

-- What restic counted against the snapshot before; null: not known, as of all points that were made before this was kept.
alter table restore_point
    add column files_new        bigint check (files_new >= 0),
    add column files_changed    bigint check (files_changed >= 0),
    add column files_unmodified bigint check (files_unmodified >= 0),
    add check (num_nulls(files_new, files_changed, files_unmodified) in (0, 3));
alter table restore_point add column label text;
update restore_point set label = backup.label from backup where backup.id = restore_point.backup;
-- {"by", "reason", "at", "until"}: kept beyond its time.
alter table restore_point add column pin jsonb;

-- Orders of a court or an authority: what is held is neither expired, forgotten nor erased.
create table legal_hold (
    id            uuid primary key,
    site          uuid        not null,
    -- null: all restore points of the site, and those still to come
    restore_point uuid references restore_point (id),
    reason        text        not null,
    set_by        text        not null,
    set_at        timestamptz not null,
    ended_by      text,
    ended_at      timestamptz,
    end_reason    text,
    version       bigint      not null,
    check (num_nulls(ended_by, ended_at, end_reason) in (0, 3))
);
create index legal_hold_standing on legal_hold (site) where ended_at is null;
create index legal_hold_of_site on legal_hold (site, id desc);
