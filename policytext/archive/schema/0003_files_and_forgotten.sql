-- Which file gave which document, and whom the archive must not learn of again.

CREATE TABLE files (                     -- as they looked when all their documents had been stored
  path TEXT PRIMARY KEY,                 -- absolute
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL                 -- nanoseconds
) STRICT, WITHOUT ROWID;

CREATE TABLE origins (                   -- a document may stand in several places, a file hold several documents
  path TEXT NOT NULL,                    -- of the file
  name TEXT NOT NULL,                    -- of the document in it
  sha256 TEXT NOT NULL,                  -- of the document: outlives its analyses
  PRIMARY KEY (path, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX origins_sha256 ON origins (sha256);

CREATE TABLE forgotten (                 -- of people: their names as salted hashes, nothing that can be read
  mark BLOB PRIMARY KEY,
  words INTEGER NOT NULL                 -- of the name; 1 a surname, 0 the SHA-256 of a file that named them
) STRICT, WITHOUT ROWID;

CREATE TABLE salt (
  value BLOB NOT NULL
) STRICT;
