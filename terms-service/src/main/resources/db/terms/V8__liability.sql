-- Which party, under which clause, with what evidence: one assessment for each diagnosis, never changed.
create table liability_assessment (
    id         uuid        primary key,
    diagnosis  uuid        not null constraint liability_assessment_diagnosis_unique unique,
    site       uuid        not null,
    customer   uuid        not null,
    contract   uuid,
    party      text        not null check (party in ('CUSTOMER', 'HOST', 'THIRD_PARTY', 'SHARED', 'UNDETERMINED')),
    confidence text        not null check (confidence in ('HIGH', 'MEDIUM', 'LOW', 'INSUFFICIENT')),
    facts      text        not null,
    outcome    text        not null,
    sha256     text        not null,
    at         timestamptz not null,
    constraint hash_is_of_outcome check (sha256 = encode(sha256(convert_to(outcome, 'UTF8')), 'hex'))
);
create index liability_assessment_site on liability_assessment (site, id);
create index liability_assessment_customer on liability_assessment (customer, id);

create trigger liability_assessment_is_final before update or delete on liability_assessment
    for each row execute function refuse_change('an assessment is never changed');
create trigger liability_assessment_is_not_truncated before truncate on liability_assessment
    for each statement execute function refuse_change('an assessment is never changed');
