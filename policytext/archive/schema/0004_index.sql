-- An index of our own that ranks: postings with ready weights. FTS5 stays for words in a row and near each other.

CREATE TABLE segments (                  -- documents that were indexed together, as columns for counting
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice
  level INTEGER NOT NULL,                -- how often it was made of smaller ones
  documents BLOB NOT NULL,               -- zlib, int32: their ids
  counts BLOB NOT NULL,                  -- zlib, int32: statements of each
  rows BLOB NOT NULL,                    -- zlib, int32: ids of their statements, one document after the other
  speakers BLOB NOT NULL,                -- zlib, int32 for each statement: its speaker, 0 for none
  areas BLOB NOT NULL                    -- zlib, int32 for each statement: its set of areas, 0 for none
) STRICT;

CREATE TABLE vocabulary (                -- the terms of a segment
  segment INTEGER NOT NULL,
  term TEXT NOT NULL,
  posting INTEGER NOT NULL,
  PRIMARY KEY (segment, term)
) STRICT, WITHOUT ROWID;

CREATE TABLE postings (                  -- where a term stands (counted from 0 in its segment) and how much it weighs
  id INTEGER PRIMARY KEY,                -- appended, so that pages are full
  lines BLOB,                            -- statements, by their words and what stands around them
  papers BLOB,                           -- documents, by their text
  titles BLOB                            -- documents, by their title
) STRICT;

CREATE TABLE indexed (                   -- where a document's postings are
  document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
  segment INTEGER,                       -- NULL: of no segment yet, they stand here
  terms TEXT,                            -- JSON list
  postings BLOB
) STRICT;
CREATE INDEX indexed_fresh ON indexed (document) WHERE segment IS NULL;

DROP TABLE words;
DROP TABLE paper_words;
DROP TABLE papers;
DROP TABLE lines;
DROP INDEX statements_act;                -- columns answer what it was for
DROP INDEX statements_document;
CREATE INDEX statements_document ON statements (document);

-- Words of every statement; under the negative id of a document its title and what stands outside of statements.
CREATE VIRTUAL TABLE lines USING fts5 (word, content = '', tokenize = 'unicode61 remove_diacritics 0');

CREATE VIEW words (term) AS              -- every term of the archive, and parts of compounds
  SELECT v.term FROM segments s CROSS JOIN vocabulary v ON v.segment = s.id
  UNION ALL
  SELECT j.value FROM indexed i, json_each(i.terms) j WHERE i.segment IS NULL;
