-- Empty bytes that a submit writes, and a claim and a completion take back: so the row of a task that goes its usual way has the same size from
-- its submit to its end. SQLite then writes it over in its place; rows that grew would split every page that a bulk submit had filled.
ALTER TABLE states ADD COLUMN room BLOB;
