-- Who may act for a customer. Only its revocation is ever added to it.
create table mandate (
    id              uuid        primary key,
    agent           uuid        not null,
    principal       uuid        not null,
    scopes          jsonb       not null check (jsonb_typeof(scopes) = 'array'),
    document        uuid        references terms_document,
    valid_from      timestamptz not null,
    valid_to        timestamptz,
    evidence_sha256 text        not null check (evidence_sha256 ~ '^[0-9a-f]{64}$'),
    recorded_by     text        not null check (recorded_by in ('CUSTOMER', 'SYSTEM', 'OPERATOR')),
    recorded_at     timestamptz not null,
    revoked_at      timestamptz,
    version         bigint      not null,
    constraint for_somebody_else check (agent <> principal),
    constraint ends_after_it_begins check (valid_to > valid_from)
);
create index mandate_between on mandate (agent, principal);
create index mandate_principal on mandate (principal, id);

create function refuse_change_of_mandate() returns trigger language plpgsql as $$
declare
    revocation text[] := array ['revoked_at', 'version'];
begin
    if tg_op = 'UPDATE' and old.revoked_at is null and to_jsonb(new) - revocation = to_jsonb(old) - revocation then
        return new;
    end if;
    raise exception '% of % is refused: a mandate is only revoked', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger mandate_is_final before update or delete on mandate
    for each row execute function refuse_change_of_mandate();
create trigger mandate_is_not_truncated before truncate on mandate
    for each statement execute function refuse_change('a mandate is only revoked');

-- An acceptance by an agent names the mandate; one that was taken over from another system says so, and what evidence there is.
alter table acceptance
    add column agent      uuid,
    add column mandate    uuid references mandate,
    add column provenance text not null default 'CLICK' check (provenance in ('CLICK', 'IMPORTED')),
    add column source     text,
    add column reference  text,
    add column evidence   jsonb,
    alter column rendition_sha256 drop not null,
    alter column button_text drop not null,
    drop constraint acceptance_recorded_by_check,
    add constraint acceptance_recorded_by_check check (
        recorded_by in ('CUSTOMER', 'SYSTEM', 'PANEL') or (recorded_by = 'OPERATOR' and provenance = 'IMPORTED')),
    add constraint a_click_is_complete check (
        provenance = 'IMPORTED' or (rendition_sha256 is not null and button_text is not null)),
    add constraint an_agent_has_a_mandate check ((agent is null) = (mandate is null)),
    add constraint an_import_has_a_source check (
        (provenance = 'IMPORTED') = (source is not null)
        and (source is null) = (reference is null) and (source is null) = (evidence is null)),
    add constraint acceptance_imported_once unique (source, reference);
alter table acceptance alter column provenance drop default;
