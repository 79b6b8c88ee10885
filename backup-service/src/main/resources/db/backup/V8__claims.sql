-- Who works on a repository now: any number share it, or one has it alone. A claim whose holder gives no sign of life counts no more.
create table repository_claim (
    id       uuid primary key,
    site     uuid        not null,
    use      text        not null check (use in ('SHARED', 'ALONE')),
    purpose  text        not null,
    taken_at timestamptz not null,
    alive_at timestamptz not null,
    -- Somebody who must not wait wants it back.
    wanted   boolean     not null default false
);
create index repository_claim_of_site on repository_claim (site);
