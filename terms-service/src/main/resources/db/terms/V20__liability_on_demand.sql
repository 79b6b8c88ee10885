-- An assessment that a person asked for has no diagnosis.
alter table liability_assessment alter column diagnosis drop not null;
create index liability_assessment_at on liability_assessment (at);
