"""The tables of the SQLite file that Datasette opens: their columns, links, full-text indexes, and in words what each is."""

SPOT = 'document TEXT NOT NULL REFERENCES documents (id), start INTEGER NOT NULL, "end" INTEGER NOT NULL, exact TEXT NOT NULL'

SCHEMA = f"""
CREATE TABLE stories (id TEXT PRIMARY KEY, title TEXT NOT NULL, why TEXT);
CREATE TABLE documents (id TEXT PRIMARY KEY, title TEXT NOT NULL, outlet TEXT, url TEXT, published TEXT, dated TEXT, dated_from TEXT, dated_why TEXT,
    story TEXT REFERENCES stories (id), length INTEGER, sha256 TEXT, text TEXT);
CREATE TABLE entities (id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT, country TEXT, roles TEXT, aliases TEXT);
CREATE TABLE entity_mentions (entity TEXT NOT NULL REFERENCES entities (id), {SPOT});
CREATE TABLE utterances (id TEXT PRIMARY KEY, speaker TEXT REFERENCES entities (id), speaker_name TEXT, said TEXT, why TEXT);
CREATE TABLE quotations (id TEXT PRIMARY KEY, {SPOT}, type TEXT, speaker TEXT REFERENCES entities (id), speaker_name TEXT, via TEXT, said TEXT,
    utterance TEXT REFERENCES utterances (id));
CREATE TABLE positions (id TEXT PRIMARY KEY, {SPOT}, party TEXT REFERENCES entities (id), party_name TEXT, stance TEXT, topic TEXT,
    toward TEXT REFERENCES entities (id), date TEXT);
CREATE TABLE series (id TEXT PRIMARY KEY, counted TEXT, "of" TEXT, place TEXT, status TEXT, why TEXT);
CREATE TABLE figures (id TEXT PRIMARY KEY, {SPOT}, low REAL, high REAL, counted TEXT, "of" TEXT, as_of TEXT,
    attributed_to TEXT REFERENCES entities (id), attributed_name TEXT, hedge TEXT, withdrawn INTEGER, series TEXT REFERENCES series (id));
CREATE TABLE timexes (id TEXT PRIMARY KEY, {SPOT}, type TEXT, value TEXT);
CREATE TABLE events (id TEXT PRIMARY KEY, words TEXT, type TEXT, cameo TEXT, mode TEXT, context TEXT, modality TEXT, date TEXT,
    place TEXT, place_country TEXT, latitude REAL, longitude REAL, story TEXT REFERENCES stories (id), origins INTEGER, why TEXT);
CREATE TABLE event_mentions (event TEXT NOT NULL REFERENCES events (id), {SPOT});
CREATE TABLE event_actors (event TEXT NOT NULL REFERENCES events (id), entity TEXT NOT NULL REFERENCES entities (id), PRIMARY KEY (event, entity));
CREATE TABLE event_recipients (event TEXT NOT NULL REFERENCES events (id), entity TEXT NOT NULL REFERENCES entities (id), PRIMARY KEY (event, entity));
CREATE TABLE event_documents (event TEXT NOT NULL REFERENCES events (id), document TEXT NOT NULL REFERENCES documents (id), PRIMARY KEY (event, document));
CREATE TABLE relations (id TEXT PRIMARY KEY, type TEXT, "from" TEXT, "to" TEXT, why TEXT);
CREATE TABLE provenance (id TEXT PRIMARY KEY, type TEXT, "from" TEXT REFERENCES documents (id), "to" TEXT, evidence TEXT, why TEXT);
CREATE TABLE wordings (wording TEXT NOT NULL, document TEXT NOT NULL REFERENCES documents (id), words TEXT NOT NULL);
CREATE TABLE judgements (id TEXT PRIMARY KEY, "when" TEXT, who TEXT, act TEXT, over TEXT, why TEXT, field TEXT, before TEXT, after TEXT,
    withdraws TEXT REFERENCES judgements (id), status TEXT, status_why TEXT, anchors TEXT);
CREATE TABLE judged (judgement TEXT NOT NULL REFERENCES judgements (id), record TEXT NOT NULL);
CREATE TABLE about (name TEXT PRIMARY KEY, holds TEXT NOT NULL);
CREATE INDEX ix_quotations_speaker ON quotations (speaker);
CREATE INDEX ix_figures_series ON figures (series);
CREATE INDEX ix_events_date ON events (date);
CREATE INDEX ix_entity_mentions_entity ON entity_mentions (entity);
CREATE VIRTUAL TABLE documents_fts USING fts5 (title, text, content="documents", tokenize='porter unicode61');
CREATE VIRTUAL TABLE quotations_fts USING fts5 (exact, speaker_name, content="quotations", tokenize='porter unicode61');
CREATE VIRTUAL TABLE events_fts USING fts5 (words, content="events", tokenize='porter unicode61');
CREATE VIRTUAL TABLE entities_fts USING fts5 (name, aliases, content="entities", tokenize='unicode61');
"""

SEARCHED = {"documents": "title, text", "quotations": "exact, speaker_name", "events": "words", "entities": "name, aliases"}

ABOUT = (
    ("about", "In words, what each table holds."),
    ("documents", "Articles: who published them, the day that each speaks from and how that is known. `text` only where it was asked for."),
    ("entities", "Persons, bodies and places, each once over all articles."),
    ("entity_mentions", "Every mention of an entity: Unicode code points of the article's text, end excluded."),
    ("event_actors", "Who acts in an event."),
    ("event_documents", "Which articles tell of an event."),
    ("event_mentions", "The words that an event is told in."),
    ("event_recipients", "Whom an event is done to."),
    ("events", "What happened, each happening once; `origins` counts independent sources, not articles. Types are PLOVER's, `cameo` is CAMEO's."),
    ("figures", "Counts as articles give them: `low` to `high` is the range that the words allow, an empty end is open."),
    ("judged", "Which records a person's judgement is about."),
    ("judgements", "What persons decided, in their order; never the machine's. `status` says whether it holds."),
    ("positions", "Where a party stands on talks or on another's demand."),
    ("provenance", "Which article has it from which other article or outlet."),
    ("quotations", "Somebody's words as one article gives them."),
    ("relations", "How two records bear on each other."),
    ("series", "The figures that speak of one count, and whether they agree."),
    ("stories", "Articles on one developing matter."),
    ("timexes", "Time expressions, resolved to ISO 8601."),
    ("utterances", "The same words said once, however often reported."),
    ("wordings", "What each article calls one thing."),
)
