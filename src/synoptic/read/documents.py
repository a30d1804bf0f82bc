"""A text and its metadata -> a Document, or the reason why it is none.

The one gate that every format's reader passes: there must be words, and not too many of them. A text in another language than English becomes a
Document too, with its `language`: it is kept as evidence, and `not_understood` says that nothing is looked for in it.
"""

import re
from datetime import date, datetime
from functools import cache
from typing import Any

from synoptic.errors import ReadError
from synoptic.ids import make_id, text_hash
from synoptic.model import Document, Refusal
from synoptic.read.decoding import clean

MOST_CHARS = 400_000  # the longest article of ../shared/data has 52,000
ENOUGH_LETTERS = 60  # fewer do not tell a language: of ../shared/data's sentences the shorter ones were taken for others
JUDGED_CHARS = 3_000

# ISO 639-1 of the languages that news is most written in, with their English names (ISO 639-1 code list).
LANGUAGES = {
    "en": "English", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def make_document(
    text: str,
    *,
    name: str,
    where: str,
    path: str | None = None,
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published: str | None = None,
) -> Document:
    """A Document with its id, which follows from its name, metadata and text, not from where or when it was read.

    Raises ReadError where the text has no words, or is longer than an article.
    """
    text = clean(text)
    if not re.search(r"[^\W_]", text):
        raise ReadError(where, "holds no words.")
    if len(text) > MOST_CHARS:
        raise ReadError(where, f"has {len(text):,} characters; an article may have {MOST_CHARS:,}.", "Split it, one article a file.")
    fields = {"name": name, "url": url, "title": title, "publisher": publisher, "author": author, "published": iso_date(published)}
    given: dict[str, Any] = {k: clean(v.strip()) for k, v in fields.items() if v and v.strip()}
    digest = text_hash(text)
    return Document(id=make_id("d", given, digest), path=path, text=text, sha256=digest, language=language_of(text), **given)


def iso_date(value: object) -> str | None:
    """A date or time in ISO 8601 as given, day first where only that is known; None where it is no date."""
    if isinstance(value, datetime | date):
        value = value.isoformat()
    text = str(value or "").strip()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return other_date(text)
    if re.match(r"\d{8}(T|$)", text):  # as agencies write it
        return found.isoformat() if "T" in text else found.date().isoformat()
    return text.replace(" ", "T", 1) if re.match(r"\d{4}-\d\d-\d\d", text) else other_date(text)


def other_date(value: str) -> str | None:
    """A date in words or in another form ("Fri, 25 Oct 2030 09:00 GMT"), through dateparser; None where it is none."""
    if not re.search(r"\d{4}", value) or len(value) > 60:
        return None
    import dateparser  # noqa: PLC0415  (0.2 s to load, needed for few inputs)

    found: datetime | None = dateparser.parse(value, languages=["en"], settings={"REQUIRE_PARTS": ["day", "month", "year"]})
    if not found:
        return None
    return found.isoformat() if re.search(r"\d:\d\d", value) else found.date().isoformat()


def language_of(text: str) -> str:
    """ISO 639-1 code of the language that a text of some length is surely in; a short one is taken for English."""
    sample = text[:JUDGED_CHARS]
    if sum(c.isalpha() for c in sample) < ENOUGH_LETTERS:
        return "en"
    code, _ = identifier().classify(sample.lower() if sample.isupper() else sample)
    return str(code)


def not_understood(doc: Document) -> Refusal | None:
    """Why nothing is looked for in a document that is kept: its language; None for one in English."""
    if doc.language == "en":
        return None
    where = doc.path or doc.url or doc.name
    reason = f"Synoptic reads English; this looks like {LANGUAGES.get(doc.language, doc.language)}."
    return Refusal(id=make_id("r", where, reason), where=where, reason=reason, advice="Its text is kept, and not understood: give an English translation.")


@cache
def identifier() -> Any:
    """py3langid's model, loaded once, choosing among LANGUAGES (0.9 s)."""
    from py3langid import langid  # noqa: PLC0415  (loaded only where something is read)

    found = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    found.set_languages(list(LANGUAGES))
    return found
