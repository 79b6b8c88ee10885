-- The gate asks for just this, at every order.
create index acceptance_of_version on acceptance (customer, terms_version, id);
create index acceptance_of_document on acceptance (customer, document);
