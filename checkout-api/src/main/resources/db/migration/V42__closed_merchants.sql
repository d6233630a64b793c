-- A merchant who has left keeps books and orders, and nothing recurring is done for them any more.
alter table merchant add column closed_at timestamptz;
