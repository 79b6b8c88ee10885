-- What a version changes for who agreed to the one before, and how it comes to bind them. Null: it is the first.
alter table terms_version
    add column changes           jsonb,
    add column withdrawn_at      timestamptz,
    add column withdrawal_reason text,
    add constraint withdrawn_for_a_reason check ((withdrawn_at is null) = (withdrawal_reason is null)),
    -- What was in force for anybody stays.
    add constraint withdrawn_before_it_was_in_force check (withdrawn_at < effective_from);

drop index terms_version_effective;
create index terms_version_effective on terms_version (document, effective_from desc, number desc)
    where state = 'PUBLISHED' and withdrawn_at is null;

-- A published version is final but for its withdrawal, once, and that changes nothing else of it.
create function refuse_change_of_published_version() returns trigger language plpgsql as $$
declare
    withdrawal text[] := array ['withdrawn_at', 'withdrawal_reason', 'version'];
begin
    if tg_op = 'UPDATE' and old.withdrawn_at is null and new.withdrawn_at is not null
        and to_jsonb(new) - withdrawal = to_jsonb(old) - withdrawal then
        return new;
    end if;
    raise exception '% of % is refused: a published version never changes, make a new version', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end $$;
drop trigger terms_version_is_final on terms_version;
create trigger terms_version_is_final before update or delete on terms_version
    for each row when (old.state = 'PUBLISHED')
    execute function refuse_change_of_published_version();
