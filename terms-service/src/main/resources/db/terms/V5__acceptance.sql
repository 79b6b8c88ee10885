-- The proven agreement of a customer to a version. Who clicked and from where is personal: see personal_value.
create table acceptance (
    id               uuid        primary key,
    terms_version    uuid        not null references terms_version,
    document         uuid        not null references terms_document,
    customer         uuid        not null,
    locale           text        not null,
    rendition_sha256 text        not null,
    capacity         text        not null,
    button_text      text        not null check (length(button_text) between 1 and 200),
    boxes            jsonb       not null check (jsonb_typeof(boxes) = 'array'),
    recorded_by      text        not null check (recorded_by in ('CUSTOMER', 'SYSTEM', 'PANEL')),
    at               timestamptz not null,
    recorded_at      timestamptz not null,
    foreign key (terms_version, locale) references terms_rendition (terms_version, locale)
);
create index acceptance_customer on acceptance (customer, id);

create trigger acceptance_is_final before update or delete on acceptance
    for each row execute function refuse_change('an acceptance is never changed');
create trigger acceptance_is_not_truncated before truncate on acceptance
    for each statement execute function refuse_change('an acceptance is never changed');
