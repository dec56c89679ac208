-- Heads of papers that people corrected; searches and what they have shown, reader by reader.

ALTER TABLE machine ADD COLUMN head BLOB;  -- zlib, JSON: what the machine had read, where a person knows better

CREATE TABLE searches_of (
  reader TEXT NOT NULL,                  -- empty: whoever says no name
  name TEXT NOT NULL,
  line TEXT NOT NULL,
  facts TEXT NOT NULL,                   -- JSON object: fields with values beside the line
  made TEXT NOT NULL,
  PRIMARY KEY (reader, name)
) STRICT, WITHOUT ROWID;
INSERT INTO searches_of SELECT '', name, line, facts, made FROM searches;

CREATE TABLE seen_by (                   -- statements that a kept search has shown before
  reader TEXT NOT NULL,
  search TEXT NOT NULL,
  mark INTEGER NOT NULL,                 -- of the document and the statement's words, see alerts.py
  PRIMARY KEY (reader, search, mark),
  FOREIGN KEY (reader, search) REFERENCES searches_of ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO seen_by SELECT '', search, mark FROM seen;

DROP TABLE seen;
DROP TABLE searches;

DROP INDEX times_latest;
CREATE INDEX times_latest ON times (latest, statement) WHERE role IN ('deadline', 'end', 'term');
