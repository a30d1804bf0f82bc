"""Every event says why its mentions are one."""

from synoptic.link.events.comparing import reasons


def test_a_reason_names_what_most_pairs_share():
    """What holds of half of the pairs or more is named, and the words that all share are counted."""
    assert reasons([{"actors": 1.0, "day": 1.0}, {"actors": 1.0, "day": 0.0, "place": 0.0}], 3) == "same actors, same day; shares 3 words"


def test_one_word_is_a_word():
    """The reason reads as English."""
    assert reasons([{"lemma": 1.0}], 1) == "same predicate; shares 1 word"


def test_no_event_is_without_a_reason():
    """Where no single likeness holds of most pairs, the reason says so."""
    assert reasons([{"words": 0.4}], 0) == "several weak likenesses"
    assert reasons([], 0) == "several weak likenesses"
