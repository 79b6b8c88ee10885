-- The gate asks for a click on the version in force, at every order: what was taken over from other systems is not in its way, and the index alone
-- answers. (A customer's acceptances of all kinds are found by acceptance_of_document and acceptance_customer.)
create index acceptance_clicked on acceptance (customer, terms_version, id) include (provenance) where provenance <> 'IMPORTED';
drop index acceptance_of_version;
