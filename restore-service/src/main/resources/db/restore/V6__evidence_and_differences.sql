-- When the taking of a point ended: what was changed before that may be in it. Null: not told.
alter table restore_point add column completed_at timestamptz;

-- By which evidence a point is good. Apart since it may be heard of before the point's creation.
create table point_evidence (
    restore_point uuid primary key,
    state         text        not null,
    boot          text,
    boot_fr       text,
    boot_en       text,
    at            timestamptz not null
);

-- How the files of a point differ from the point before it.
create table point_difference (
    restore_point  uuid primary key,
    site           uuid        not null,
    taken_at       timestamptz not null,
    since          uuid        not null,
    since_taken_at timestamptz not null,
    added          bigint      not null check (added >= 0),
    removed        bigint      not null check (removed >= 0),
    changed        bigint      not null check (changed >= 0),
    groups         jsonb       not null,
    at             timestamptz not null
);
create index point_difference_of_site on point_difference (site, taken_at desc);
