-- What a channel says to buyers who linger at a question, and what a session's buyer was shown of it.
alter table channel add column trust_messages jsonb not null default '[]';
alter table checkout_session add column reassured jsonb not null default '[]';
