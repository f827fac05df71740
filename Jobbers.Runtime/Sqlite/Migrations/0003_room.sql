-- Empty bytes that a submit writes, and a claim and a completion take back: so the row of a task that goes its usual way has the same size from
-- its submit to its end. SQLite then writes it over in its place; rows that grew would split every page that a bulk submit had filled.
ALTER TABLE states ADD COLUMN room BLOB;

-- Equals on a shelf are in the order of their submits: the row's own number, which every index has anyway, instead of 16 bytes of id in each entry.
DROP INDEX shelves;
CREATE INDEX shelves ON states (queue, shelf, score);
