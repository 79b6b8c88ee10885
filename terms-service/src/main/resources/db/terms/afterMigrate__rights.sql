-- What the service may do in its database, where it works there as another role than the one that owns the tables and runs this: all that it
-- needs, and on the evidence nothing but to read it and to append through ledger_append. Run at every start, so that no new table is forgotten.
do $$
declare
    application constant text := '${application}';
begin
    if application in ('', current_user) then
        raise notice 'The service owns its tables: its evidence is guarded by triggers, which it could take away';
        return;
    end if;
    execute format('grant usage on schema public to %I', application);
    execute format('grant select, insert, update, delete, truncate on all tables in schema public to %I', application);
    execute format('grant usage, select on all sequences in schema public to %I', application);
    execute format('grant execute on function ledger_append(text[]) to %I', application);
    execute format('revoke all on ledger_entry, ledger_head from %I', application);
    execute format('grant select on ledger_entry, ledger_head to %I', application);
    execute format(
        'revoke all on ledger_node, checkpoint, checkpoint_key, checkpoint_time_stamp, flyway_schema_history from %I', application);
    execute format(
        'grant select, insert on ledger_node, checkpoint, checkpoint_key, checkpoint_time_stamp to %I', application);
end $$;
