-- Below which folders of a server its sites lie; nothing is registered elsewhere.
alter table server add column site_roots jsonb not null default '["/home", "/srv", "/var/www"]';
alter table server alter column site_roots drop default;

-- The sites of a server are looked through when one is registered or moved.
create index site_of_server on site (server);
