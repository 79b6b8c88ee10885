-- The contracts that the customer named when they accepted; none for a new order, and none of what was taken over.
alter table acceptance add column contracts uuid[] not null default '{}';
alter table acceptance disable trigger acceptance_is_final;
update acceptance set contracts = named.contracts
from (
    select (body::jsonb #>> '{data,acceptance}')::uuid as acceptance,
        array(select jsonb_array_elements_text(body::jsonb #> '{data,contracts}')::uuid) as contracts
    from ledger_entry
    where kind = 'acceptance.recorded' and body::jsonb #> '{data,contracts}' is not null
) as named
where id = named.acceptance;
alter table acceptance enable trigger acceptance_is_final;
