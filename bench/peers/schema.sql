-- The part of the hub's schema that the operations touch, for PostgreSQL, with the indexes that serve them there: PostGraphile
-- and GraphJin get what the hub has. load.sh fills it.
CREATE TABLE communities (id bigint PRIMARY KEY, code text NOT NULL, name text NOT NULL);
CREATE TABLE estates (id bigint PRIMARY KEY, community_id bigint NOT NULL REFERENCES communities, name text NOT NULL);
CREATE TABLE buildings (id bigint PRIMARY KEY, community_id bigint NOT NULL REFERENCES communities, estate_id bigint NOT NULL REFERENCES estates,
	code text NOT NULL, name text NOT NULL);
CREATE TABLE units (id bigint PRIMARY KEY, community_id bigint NOT NULL REFERENCES communities, building_id bigint NOT NULL REFERENCES buildings,
	property_no text NOT NULL);
CREATE TABLE owners (id bigint PRIMARY KEY, community_id bigint NOT NULL REFERENCES communities, name text NOT NULL);
CREATE TABLE ownerships (id bigint PRIMARY KEY, community_id bigint NOT NULL REFERENCES communities, unit_id bigint NOT NULL REFERENCES units,
	owner_id bigint NOT NULL REFERENCES owners, until text);
CREATE TABLE staffs (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE tickets (id bigint PRIMARY KEY, community_id bigint NOT NULL REFERENCES communities, number text NOT NULL, kind text NOT NULL,
	state text NOT NULL, open boolean NOT NULL, opened_at timestamptz NOT NULL, due_at timestamptz NOT NULL, content text NOT NULL,
	unit_id bigint REFERENCES units, assignee_id bigint REFERENCES staffs);
CREATE VIEW ticket_counts AS SELECT community_id, state, count(*) AS n FROM tickets GROUP BY community_id, state;

CREATE INDEX ON estates (community_id);
CREATE INDEX ON buildings (community_id);
CREATE INDEX ON buildings (estate_id);
CREATE INDEX ON units (community_id);
CREATE INDEX ON units (building_id);
CREATE INDEX ON owners (community_id);
CREATE INDEX ON ownerships (community_id);
CREATE INDEX ON ownerships (unit_id);
CREATE INDEX ON ownerships (owner_id);
CREATE INDEX ON tickets (community_id, open, opened_at, id);
CREATE INDEX ON tickets (open, due_at, id);
CREATE INDEX ON tickets (unit_id, opened_at, id);
CREATE INDEX ON tickets (assignee_id);
