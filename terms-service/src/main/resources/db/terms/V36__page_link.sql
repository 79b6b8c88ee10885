-- A link to a page of ours: a capability for one thing. Of its token only the hash is kept, and who acts only until the link has done its work.
create table page_link (
    id              uuid        primary key,
    token_sha256    text        not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
    purpose         text        not null check (purpose in ('ACCEPTANCE', 'NOTICE')),
    customer        uuid        not null,
    document        uuid        references terms_document,
    terms_version   uuid        references terms_version,
    contracts       jsonb       not null check (jsonb_typeof(contracts) = 'array'),
    ordering        boolean     not null,
    site            uuid,
    notice          uuid,
    locale          text        not null check (locale in ('fr', 'en')),
    agent           uuid,
    capacity        text        not null,
    actor_name      text,
    session         text,
    return_to       text,
    made_by         text        not null check (made_by in ('SYSTEM', 'PANEL')),
    made_by_subject text,
    connection      uuid,
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    revoked_at      timestamptz,
    acceptance      uuid        references acceptance,
    constraint about_one_thing check (
        (purpose = 'ACCEPTANCE') = (document is not null) and (purpose = 'NOTICE') = (site is not null)),
    constraint a_panel_has_a_connection check ((made_by = 'PANEL') = (connection is not null)),
    constraint expires_after_it_was_made check (expires_at > created_at)
);
create index page_link_expiry on page_link (expires_at) where actor_name is not null;

-- What the page sent of the text, each once: an acceptance stands on bytes that were really shown.
create table page_event (
    link   uuid        not null references page_link on delete cascade,
    kind   text        not null check (kind in ('DISPLAYED', 'DOWNLOADED')),
    sha256 text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    at     timestamptz not null,
    primary key (link, kind, sha256)
);

-- An acceptance that was given on such a page says on which, and proves more than one that another system relays.
alter table acceptance
    add column page uuid,
    drop constraint acceptance_provenance_check,
    add constraint acceptance_provenance_check check (provenance in ('HOSTED_PAGE', 'CLICK', 'IMPORTED')),
    add constraint hosted_on_a_page check ((provenance = 'HOSTED_PAGE') = (page is not null));
create unique index acceptance_of_page on acceptance (page);
