-- By what the hoster restores a site without asking each time; null: not told since this is kept, which is no.
alter table hosted_site add column host_restores boolean;
alter table hosted_site add column contract uuid;
alter table hosted_site add column terms_version uuid;

-- Nothing is proposed in a case that is over.
alter table support_case add column is_over boolean not null default false;

-- A restore that support has prepared in a case: what the customer was shown of it, and what they said.
create table restore_proposal (
    id             uuid primary key,
    case_id        uuid        not null,
    site           uuid        not null,
    customer       uuid        not null,
    restore_point  uuid        not null references restore_point (id),
    selection      jsonb       not null,
    without_safety boolean     not null,
    reason         text        not null,
    proposed_role  text        not null,
    proposed_by    text        not null,
    proposed_at    timestamptz not null,
    expires_at     timestamptz not null,
    state          text        not null check (state in ('LOOKING', 'OPEN', 'CONFIRMED', 'DECLINED', 'EXPIRED', 'WITHDRAWN',
        'SUPERSEDED', 'BLOCKED')),
    state_since    timestamptz not null,
    looks          integer     not null,
    -- The very text whose hash is confirmed; jsonb would not keep it.
    shown          text,
    shown_sha256   text,
    shown_at       timestamptz,
    seen           jsonb,
    trouble        jsonb,
    answered_role  text,
    answered_by    text,
    decline_reason text,
    within         jsonb,
    restore        uuid references restore (id),
    version        bigint      not null,
    check ((shown is null) = (shown_sha256 is null) and (shown is null) = (shown_at is null)),
    check (state <> 'OPEN' or shown is not null),
    check ((state = 'CONFIRMED') = (restore is not null)),
    check (state <> 'CONFIRMED' or (shown is not null and answered_by is not null))
);
-- One at a time is put before a customer.
create unique index restore_proposal_active on restore_proposal (site) where state in ('LOOKING', 'OPEN');
create index restore_proposal_of_site on restore_proposal (site, id desc);
create index restore_proposal_of_case on restore_proposal (case_id) where state in ('LOOKING', 'OPEN');
