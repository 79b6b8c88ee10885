-- The terms of a plan for an audience, and their versions.
create table terms_document (
    id         uuid        primary key,
    plan       uuid        not null references plan,
    audience   text        not null check (audience in ('CONSUMER', 'NON_PROFESSIONAL', 'PROFESSIONAL')),
    name       jsonb       not null check (name ? 'fr' and name ? 'en'),
    created_at timestamptz not null,
    constraint terms_document_unique unique (plan, audience)
);

create table terms_version (
    id             uuid        primary key,
    document       uuid        not null references terms_document,
    number         int         not null check (number > 0),
    state          text        not null check (state in ('DRAFT', 'PUBLISHED')),
    created_at     timestamptz not null,
    published_at   timestamptz,
    effective_from timestamptz,
    canonical      text,
    sha256         text        check (sha256 ~ '^[0-9a-f]{64}$'),
    version        bigint      not null,
    constraint terms_version_number_unique unique (document, number),
    constraint published_is_complete check (
        (state = 'PUBLISHED') = (published_at is not null) and
        (state = 'PUBLISHED') = (effective_from is not null) and
        (state = 'PUBLISHED') = (canonical is not null) and
        (state = 'PUBLISHED') = (sha256 is not null)),
    -- The hash is of these very bytes: nothing else can be stored under it.
    constraint hash_is_of_canonical check (sha256 = encode(sha256(convert_to(canonical, 'UTF8')), 'hex'))
);
create index terms_version_effective on terms_version (document, effective_from desc, number desc) where state = 'PUBLISHED';

create table terms_version_clause (
    terms_version uuid not null references terms_version,
    position      int  not null check (position >= 0),
    clause        uuid not null references clause,
    primary key (terms_version, position),
    unique (terms_version, clause)
);

-- The exact bytes that a reader is shown.
create table terms_rendition (
    terms_version uuid  not null references terms_version,
    locale        text  not null check (locale in ('fr', 'en')),
    content       bytea not null,
    sha256        text  not null check (sha256 ~ '^[0-9a-f]{64}$'),
    primary key (terms_version, locale),
    constraint hash_is_of_content check (sha256 = encode(sha256(content), 'hex'))
);

-- A published version is final, whoever asks and by whatever way.
create trigger terms_version_is_final before update or delete on terms_version
    for each row when (old.state = 'PUBLISHED')
    execute function refuse_change('a published version never changes, make a new version');
create trigger terms_version_is_not_truncated before truncate on terms_version
    for each statement execute function refuse_change('a published version never changes');

create function refuse_change_of_published_clauses() returns trigger language plpgsql as $$
declare
    touched uuid[] := case tg_op
        when 'INSERT' then array [new.terms_version]
        when 'DELETE' then array [old.terms_version]
        else array [old.terms_version, new.terms_version] end;
begin
    if exists (select from terms_version v where v.id = any (touched) and v.state = 'PUBLISHED') then
        raise exception '% of % is refused: a published version never changes, make a new version', tg_op, tg_table_name
            using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
end $$;
create trigger terms_version_clause_is_final before insert or update or delete on terms_version_clause
    for each row execute function refuse_change_of_published_clauses();
create trigger terms_version_clause_is_not_truncated before truncate on terms_version_clause
    for each statement execute function refuse_change('a published version never changes');

create trigger terms_rendition_is_final before update or delete on terms_rendition
    for each row execute function refuse_change('a published version never changes, make a new version');
create trigger terms_rendition_is_not_truncated before truncate on terms_rendition
    for each statement execute function refuse_change('a published version never changes');
