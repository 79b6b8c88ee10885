-- The texts of the guides as they stood: the shipped ones as each release brought them, and the hoster's own.
create table guide_edition (
    id           uuid primary key,
    key          text        not null,
    locale       text        not null check (locale in ('fr', 'en')),
    edition      integer     not null check (edition > 0),
    title        text        not null,
    summary      text        not null,
    markdown     text        not null,
    -- Without accents, for the search.
    plain_title  text        not null,
    plain_text   text        not null,
    hash         text        not null,
    -- Null: shipped.
    author       text,
    since        timestamptz not null,
    withdrawn_at timestamptz,
    words        tsvector    not null generated always as (
        case locale
            when 'fr' then setweight(to_tsvector('pg_catalog.french'::regconfig, plain_title), 'A')
                || setweight(to_tsvector('pg_catalog.french'::regconfig, plain_text), 'C')
            else setweight(to_tsvector('pg_catalog.english'::regconfig, plain_title), 'A')
                || setweight(to_tsvector('pg_catalog.english'::regconfig, plain_text), 'C')
        end) stored,
    unique (key, locale, edition)
);
create index guide_edition_words on guide_edition using gin (words);

-- Whether a guide helped, one answer of each reader and edition; who it was cannot be read out of it.
create table guide_rating (
    edition uuid        not null references guide_edition (id),
    reader  text        not null,
    helpful boolean     not null,
    at      timestamptz not null,
    primary key (edition, reader)
);
