-- Versions from before clauses could declare that a customer acknowledges something by itself. What they say does not change; that they declare nothing
-- of it does not mean that nothing is to be acknowledged, so their topics tell. Later versions that declare nothing ask for nothing.
create table version_before_acknowledgements (
    terms_version uuid primary key references terms_version
);
insert into version_before_acknowledgements (terms_version)
select v.id from terms_version v
where not exists (
    select from terms_version_clause part join clause c on c.id = part.clause
    where part.terms_version = v.id and c.effects::text ~ '"(BACKUPS|CHANGES|SECURITY)_ACKNOWLEDGED"');
