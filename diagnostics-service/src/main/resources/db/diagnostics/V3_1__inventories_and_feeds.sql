-- What a site was found to be made of, when it was last looked at.
create table inventory (
    site      uuid primary key references site (id) on delete cascade,
    state     text        not null check (state in ('READ', 'PARTLY', 'NO_CMS', 'COULD_NOT_READ')),
    cms       text check (cms in ('WORDPRESS', 'JOOMLA', 'DRUPAL', 'PRESTASHOP')),
    notes     jsonb       not null,
    -- Where it was looked. What is found elsewhere, or behind a restore, is no change that somebody made: then it is null, or another.
    place     text,
    -- When its components were read; a look that could read nothing leaves them as they were.
    read_at   timestamptz,
    looked_at timestamptz not null
);
create index inventory_by_age on inventory (looked_at);

create table inventory_component (
    site    uuid  not null references inventory (site) on delete cascade,
    kind    text  not null check (kind in ('CMS', 'PLUGIN', 'THEME', 'MODULE', 'MUST_USE', 'DROP_IN')),
    slug    text  not null,
    path    text  not null,
    name    text  not null,
    version text,
    facts   jsonb not null,
    primary key (site, kind, slug)
);
create index inventory_component_of_feed on inventory_component (kind, lower(slug));

-- What was asked to be imported, and what became of it: at most one CURRENT of a feed, and the one before it.
create table feed_import (
    id           uuid primary key,
    feed         text        not null,
    format       text        not null check (format in ('WORDFENCE_V3', 'WPVULNERABILITY')),
    file         text,
    address      text,
    secret       text,
    fetched_at   timestamptz,
    fewer        boolean     not null,
    state        text        not null check (state in ('QUEUED', 'RUNNING', 'CURRENT', 'PREVIOUS', 'REPLACED', 'FAILED')),
    problem      jsonb,
    counts       jsonb,
    requested_at timestamptz not null,
    ended_at     timestamptz,
    check ((file is null) <> (address is null)),
    check ((state = 'FAILED') = (problem is not null))
);
create unique index feed_import_current on feed_import (feed) where state = 'CURRENT';
create index feed_import_newest on feed_import (id desc);

-- Written by COPY, tens of thousands of rows at a time, and deleted with their import: nothing refers to it, and it refers to nothing.
create table vulnerability (
    import     uuid    not null,
    record     text    not null,
    kind       text    not null check (kind in ('CMS', 'PLUGIN', 'THEME')),
    slug       text    not null,
    title      text    not null,
    ranges     jsonb   not null,
    fixed_in   text,
    severity   text    not null check (severity in ('UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
    score      real,
    cve        text,
    reference  text,
    published  text,
    notices    integer[] not null
);
create index vulnerability_of_component on vulnerability (kind, slug);

-- The notices that whoever shows a record must show with it: a few texts that thousands of records share.
create table feed_notice (
    import uuid    not null,
    number integer not null,
    text   jsonb   not null,
    primary key (import, number)
);

-- What a feed says of an extension itself: whether its directory closed it, and when it last had a new version.
create table directory_entry (
    import      uuid    not null,
    kind        text    not null check (kind in ('PLUGIN', 'THEME')),
    slug        text    not null,
    closed      boolean not null,
    latest      text,
    released_at timestamptz
);
create index directory_entry_of_component on directory_entry (kind, slug);

-- What the feeds say of what a site has. It is told once, and forgotten when it holds no longer.
create table exposure (
    id        uuid primary key,
    site      uuid        not null references inventory (site) on delete cascade,
    feed      text        not null,
    fact      text        not null check (fact in ('VULNERABLE', 'CLOSED', 'OUTDATED', 'UNMAINTAINED')),
    kind      text        not null,
    slug      text        not null,
    version   text        not null,
    record    text        not null,
    title     text        not null,
    severity  text        not null,
    score     real,
    fixed_in  text,
    reference text,
    published text,
    notices   jsonb       not null,
    found_at  timestamptz not null,
    unique (site, feed, fact, kind, slug, version, record)
);
create index exposure_of_site on exposure (site, id desc);
