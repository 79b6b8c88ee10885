-- The pages of versions as PDF files, made once for all who accepted them: what is sent and what is downloaded are the same bytes, whatever later makes them.
create table terms_paper (
    terms_version uuid        not null,
    locale        text        not null,
    content       bytea       not null,
    sha256        text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    made_at       timestamptz not null,
    primary key (terms_version, locale),
    foreign key (terms_version, locale) references terms_rendition (terms_version, locale)
);
-- They are compressed as they are.
alter table terms_paper alter column content set storage external;

create trigger terms_paper_is_final before update or delete on terms_paper
    for each row execute function refuse_change('a PDF file of a version is never changed');
create trigger terms_paper_is_not_truncated before truncate on terms_paper
    for each statement execute function refuse_change('a PDF file of a version is never changed');
