-- A run can end because somebody wanted it no more.
alter table backup drop constraint backup_state_check;
alter table backup
    add constraint backup_state_check
        check (state in ('QUEUED', 'DUMPING', 'COPYING', 'COMPLETED', 'FAILED', 'CANCELLED'));
alter table backup drop constraint backup_check2;
alter table backup
    add constraint backup_ended_check check ((state in ('COMPLETED', 'FAILED', 'CANCELLED')) = (ended_at is not null));

-- What somebody wants to end: beside the run's own row, which the process that is at work on it writes.
create table cancel_order (
    backup     uuid primary key references backup (id) on delete cascade,
    ordered_by text        not null check (ordered_by in ('CUSTOMER', 'PANEL', 'STAFF')),
    ordered_at timestamptz not null
);
