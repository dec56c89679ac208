"""How German works, as code: numbers, calendar, sentences, compounds and stems, the spaCy pipeline."""
