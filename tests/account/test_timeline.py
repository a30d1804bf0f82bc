"""Which events a timeline shows, with whom, and which it joins in one line."""

from dataclasses import replace

import pytest

from synoptic.account import build
from synoptic.model import Document, Event, EventMention, Span, Story

TEXT = "A shell killed nine clerks and wounded four guards in Dunmore. The envoy hit the road. Oslavia met Varia in Dunmore."


def span(doc, words):
    start = doc.text.index(words)
    return Span(doc.id, start, start + len(words), words)


def story(*events, text=TEXT):
    """A story of one article with events: (words, type, who, whom, place, score, modality)."""
    doc = Document(id="d-1", name="one", text=text, sha256="0", dated="2020-01-05", published="2020-01-05")
    made, mentions = [], []
    for at, (words, kind, who, whom, place, score, modality) in enumerate(events):
        where = span(doc, words)
        mention = EventMention(
            id=f"m-{at}", document=doc.id, start=where.start, end=where.end, exact=words, type=kind, who=who, whom=whom, score=score, clause=where
        )
        mentions.append(mention)
        made.append(
            Event(
                id=f"h-{at}",
                type=kind,
                who=who,
                whom=whom,
                place=place,
                modality=modality,
                date="2020-01-05",
                mentions=(where,),
                documents=(doc.id,),
                origins=1,
                summary=where,
                event_mentions=(mention.id,),
                why="one mention",
            )
        )
    stories = (Story(id="s-1", title="One", documents=(doc.id,), events=tuple(e.id for e in made)),)
    return build({Document: (doc,), Event: tuple(made), EventMention: tuple(mentions), Story: stories}).timeline


KILLED = ("killed nine clerks", "ASSAULT", (), ("nine clerks",), None, 0.9, "happened")
WOUNDED = ("wounded four guards", "ASSAULT", (), ("four guards",), "Dunmore", 0.8, "happened")
HIT = ("The envoy hit the road", "ASSAULT", ("The envoy",), ("the road",), None, 0.2, "happened")
MET = ("Oslavia met Varia", "CONSULT", ("Oslavia",), ("Varia",), "Dunmore", 0.9, "happened")


def test_one_attack_is_one_line():
    """Acts of violence that the sources tell in one sentence are one entry, with the parties and the place of all."""
    (line,) = story(KILLED, WOUNDED).lines
    assert set(line.whom) == {"nine clerks", "four guards"}
    assert line.place == "Dunmore"
    assert "one sentence" in line.why
    assert len(line.evidence) == 2


def test_a_denied_attack_stays_apart():
    """What is denied is never told as one with what happened."""
    assert len(story(KILLED, (*WOUNDED[:6], "denied")).lines) == 2


def test_two_doers_stay_apart():
    """Two parties that strike in one sentence struck twice."""
    first, second = (replace_who(KILLED, "Oslavia"), replace_who(WOUNDED, "Varia"))
    assert len(story(first, second).lines) == 2


def replace_who(event, who):
    return (*event[:2], (who,), *event[3:])


def test_what_is_hardly_an_event_is_kept_apart():
    """A clause that is not trusted is among the doubtful ones, which are not shown."""
    timeline = story(HIT, MET)
    assert [x.label for x in timeline.lines] == ["CONSULT"]
    assert [x.label for x in timeline.doubtful] == ["ASSAULT"]


@pytest.mark.parametrize("place", [None, "Dunmore"])
def test_what_names_nobody_and_no_place_is_kept_apart(place):
    """One source that tells neither who, nor whom, nor where tells nothing that a reader can use."""
    timeline = story(("killed nine clerks", "ASSAULT", (), (), place, 0.9, "happened"))
    assert len(timeline.lines) == (1 if place else 0)


def test_an_archive_without_trust_shows_all():
    """Where no mention says how far it is trusted, nothing is doubted."""
    assert len(story((*HIT[:5], 0.0, "happened")).lines) == 1


def test_the_line_of_a_story_keeps_what_is_doubtful_with_it():
    """A timeline of one story has the doubtful entries of that story alone."""
    timeline = story(HIT, MET)
    assert timeline.of("s-1").doubtful == timeline.doubtful
    assert timeline.of("s-2").doubtful == ()
    assert replace(timeline, doubtful=()).of("s-1").doubtful == ()
