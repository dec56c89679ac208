-- What people say of facts, and searches that are kept.

CREATE TABLE corrections (               -- the later one of a fact wins
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL,                  -- of the document: outlives its analyses
  layer TEXT NOT NULL,
  ident TEXT NOT NULL,                   -- the fact's id when it was corrected; after a new analysis place and words tell
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  words TEXT NOT NULL,
  verdict TEXT NOT NULL,                 -- verified, wrong, edited
  slots TEXT NOT NULL,                   -- JSON object: new values, empty unless edited
  author TEXT NOT NULL,
  made TEXT NOT NULL,                    -- UTC, ISO 8601
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX corrections_document ON corrections (sha256);

CREATE TABLE machine (                   -- what the machine had found, where contents hold what people corrected
  document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
  facts BLOB NOT NULL,
  said BLOB NOT NULL
) STRICT;

CREATE TABLE searches (
  name TEXT PRIMARY KEY,
  line TEXT NOT NULL,
  facts TEXT NOT NULL,                   -- JSON object: fields with values beside the line
  made TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE seen (                      -- statements that a kept search has shown before
  search TEXT NOT NULL REFERENCES searches ON DELETE CASCADE,
  mark INTEGER NOT NULL,                 -- of the document and the statement's words, see alerts.py
  PRIMARY KEY (search, mark)
) STRICT, WITHOUT ROWID;
