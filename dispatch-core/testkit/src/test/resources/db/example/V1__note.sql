create table note (id bigint primary key, written_at timestamptz not null);
