-- One topic of the terms, in every language. A clause is never edited: a better text is a new edition.
create table clause (
    id         uuid        primary key,
    code       text        not null check (code ~ '^C(0[1-9]|[12][0-9]|3[0-5])$'),
    audience   text        check (audience in ('CONSUMER', 'NON_PROFESSIONAL', 'PROFESSIONAL')),
    edition    int         not null check (edition > 0),
    title      jsonb       not null check (title ? 'fr' and title ? 'en'),
    text       jsonb       not null check (text ? 'fr' and text ? 'en'),
    created_at timestamptz not null,
    constraint clause_edition_unique unique nulls not distinct (code, audience, edition)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: %', tg_op, tg_table_name, tg_argv[0] using errcode = 'restrict_violation';
end $$;

create trigger clause_is_final before update or delete on clause
    for each row execute function refuse_change('a clause is never edited, add a new edition');
create trigger clause_is_not_truncated before truncate on clause
    for each statement execute function refuse_change('a clause is never edited, add a new edition');
