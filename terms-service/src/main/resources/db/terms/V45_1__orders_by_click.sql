-- Whether the button of an acceptance was one by which something that costs was ordered. Of clicks on our own pages the link says it; of what other
-- systems relayed before nobody did, and the gate reminds of the button.
alter table acceptance add column orders boolean not null default false;
alter table acceptance disable trigger acceptance_is_final;
update acceptance set orders = true from page_link where page_link.id = acceptance.page and page_link.ordering;
alter table acceptance enable trigger acceptance_is_final;
alter table acceptance alter column orders drop default;
