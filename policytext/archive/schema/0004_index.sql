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

CREATE TABLE indexed (                   -- in which segment a document's postings are, NULL while they stand alone
  document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
  segment INTEGER
) STRICT;

CREATE TABLE alone (                     -- documents of no segment yet
  document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
  terms TEXT NOT NULL,                   -- JSON list
  postings BLOB NOT NULL                 -- zlib: of these terms, as arrays
) STRICT;

DROP TABLE words;
DROP TABLE paper_words;
DROP TABLE papers;
DROP TABLE lines;
DROP INDEX statements_act;               -- columns of the index answer what these were for
DROP INDEX statements_areas;
DROP INDEX records_status;               -- the table is small enough to be read
DROP INDEX statements_document;
CREATE INDEX statements_document ON statements (document);

-- Words of every statement; under the negative id of a document its title and what stands outside of statements.
CREATE VIRTUAL TABLE lines USING fts5 (word, content = '', tokenize = 'unicode61 remove_diacritics 0');

CREATE VIEW words (term) AS              -- every term of the archive, and parts of compounds
  SELECT v.term FROM segments s CROSS JOIN vocabulary v ON v.segment = s.id
  UNION ALL
  SELECT j.value FROM alone a, json_each(a.terms) j;
