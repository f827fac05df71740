-- Started tasks lie right before those that wait: a claim takes the first of these and puts it last among those, on one page of the index.
-- Their shelf is 1 from now on; all others keep status * 2.
DROP INDEX cancel_requests;
UPDATE states SET shelf = 1 WHERE shelf = 4;
UPDATE counts SET shelf = 1 WHERE shelf = 4;
CREATE INDEX cancel_requests ON states (cancel_at) WHERE cancel_at IS NOT NULL AND shelf = 1;
