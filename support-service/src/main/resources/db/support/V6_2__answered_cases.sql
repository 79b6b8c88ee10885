-- Cases from before their moments were kept: what our people have answered already is no first response that is still owed.
insert into case_sla (case_id, site)
select id, site from support_case where status not in ('RESOLVED', 'CLOSED')
on conflict do nothing;
insert into case_moment (id, case_id, at, what)
select gen_random_uuid(), message.case_id, min(message.written_at), 'ANSWERED'
from case_message message join case_sla on case_sla.case_id = message.case_id
where message.author_role = 'OPERATOR'
group by message.case_id;
-- And what our people have is theirs to go on with.
insert into case_moment (id, case_id, at, what)
select gen_random_uuid(), id, now(), 'OUR_TURN' from support_case where status = 'WITH_SUPPORT';
