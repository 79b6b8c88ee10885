-- To which address the papers of an acceptance on the page are sent. It is who acts, and forgotten with them.
alter table page_link
    add column email text check (length(email) <= 254),
    add constraint papers_are_of_an_acceptance check (email is null or purpose = 'ACCEPTANCE');
