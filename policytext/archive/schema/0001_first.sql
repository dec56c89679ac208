-- Documents, their facts with places as offsets, and what search needs.
-- Texts are kept once, compressed; a fact's words are a slice of its document's text.

CREATE TABLE documents (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: search entries of removed documents must not come back
  sha256 TEXT NOT NULL UNIQUE,           -- of the file's bytes
  name TEXT NOT NULL,
  path TEXT,                             -- where it was read from, with size and mtime: unchanged files are passed over
  size INTEGER,
  mtime REAL,
  title TEXT,
  issued TEXT,                           -- ISO date
  kind TEXT NOT NULL,
  issuer TEXT,
  place TEXT,
  reference TEXT,
  land TEXT,
  language TEXT,
  media_type TEXT NOT NULL,
  pages INTEGER,
  characters INTEGER NOT NULL,
  warnings TEXT NOT NULL,                -- JSON list
  added TEXT NOT NULL,                   -- UTC, ISO 8601
  version TEXT NOT NULL,                 -- of the tool and the models that made the analysis
  family INTEGER NOT NULL                -- the first document among near-identical ones
) STRICT;
CREATE INDEX documents_path ON documents (path);
CREATE INDEX documents_issued ON documents (issued);
CREATE INDEX documents_family ON documents (family);

CREATE TABLE contents (
  document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
  text BLOB NOT NULL,                    -- zlib, UTF-8
  facts BLOB NOT NULL,                   -- zlib, JSON: every fact without its words
  said BLOB NOT NULL,                    -- zlib, JSON: the statements without their words
  layout BLOB NOT NULL,                  -- zlib: blocks, sentences, view, pieces with their boxes
  terms BLOB NOT NULL                    -- zlib: what the search index was given, so that it can be taken back
) STRICT;

CREATE TABLE originals (
  document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
  bytes BLOB NOT NULL                    -- zlib
) STRICT;

CREATE TABLE sketches (                  -- one-permutation MinHash of word triples
  value INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  PRIMARY KEY (value, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX sketches_document ON sketches (document);

CREATE TABLE names (                     -- canonical names of actors, over all documents
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,                     -- folded, for finding
  UNIQUE (name, kind)
) STRICT;

CREATE TABLE area_sets (                 -- the areas of a statement, as one value
  id INTEGER PRIMARY KEY,
  areas TEXT NOT NULL UNIQUE             -- JSON list of names, sorted
) STRICT;

CREATE TABLE statements (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  ident TEXT NOT NULL,                   -- the statement's id in its document
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  page INTEGER,
  kind TEXT NOT NULL,
  act TEXT NOT NULL,
  speaker INTEGER REFERENCES names,
  areas INTEGER REFERENCES area_sets
) STRICT;
CREATE INDEX statements_document ON statements (document, areas, speaker);  -- all that facets of documents need
CREATE INDEX statements_speaker ON statements (speaker) WHERE speaker IS NOT NULL;
CREATE INDEX statements_areas ON statements (areas) WHERE areas IS NOT NULL;
CREATE INDEX statements_act ON statements (act) WHERE act <> 'information';

CREATE TABLE amounts (
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  ident TEXT NOT NULL,
  statement INTEGER,                     -- the statement it stands in
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  kind TEXT NOT NULL,
  low REAL,
  high REAL,
  unit TEXT NOT NULL,
  PRIMARY KEY (document, ident)
) STRICT, WITHOUT ROWID;
CREATE INDEX amounts_value ON amounts (kind, high, low, statement);

CREATE TABLE times (
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  ident TEXT NOT NULL,
  statement INTEGER,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  type TEXT NOT NULL,
  role TEXT NOT NULL,
  earliest TEXT,
  latest TEXT,
  PRIMARY KEY (document, ident)
) STRICT, WITHOUT ROWID;
CREATE INDEX times_latest ON times (latest, statement) WHERE role IN ('deadline', 'end');

CREATE TABLE actors (
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  ident TEXT NOT NULL,
  name INTEGER NOT NULL REFERENCES names,
  role TEXT,
  PRIMARY KEY (document, ident)
) STRICT, WITHOUT ROWID;
CREATE INDEX actors_name ON actors (name);

CREATE TABLE mentions (
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  name INTEGER NOT NULL REFERENCES names,
  statement INTEGER,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  form TEXT NOT NULL,
  PRIMARY KEY (document, start, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_name ON mentions (name, statement);

CREATE TABLE records (
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  ident TEXT NOT NULL,
  statement INTEGER,
  amount TEXT,                           -- ident of the amount
  status TEXT NOT NULL,
  earliest TEXT,
  latest TEXT,
  area TEXT,
  part_of TEXT,
  PRIMARY KEY (document, ident)
) STRICT, WITHOUT ROWID;
CREATE INDEX records_status ON records (status, statement);

CREATE TABLE parties (                   -- givers and receivers of records
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  record TEXT NOT NULL,
  slot TEXT NOT NULL,                    -- giver, receiver
  name INTEGER NOT NULL REFERENCES names,
  PRIMARY KEY (document, record, slot, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX parties_name ON parties (name);

-- Search terms come ready made (letters and digits); no text is kept here a second time.
CREATE VIRTUAL TABLE lines USING fts5 (word, part, content = '', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE papers USING fts5 (title, word, part, content = '', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE words USING fts5vocab ('lines', 'row');
CREATE VIRTUAL TABLE paper_words USING fts5vocab ('papers', 'row');
