import gc
import weakref

import pytest

from dragoman.errors import RecordError
from dragoman.linking.clustering import cluster, join_reports
from dragoman.linking.parcels import compare_packed
from dragoman.linking.shelf import Common, Shelf
from dragoman.linking.within import gather_reports
from tests.linking.test_clustering import KIN, visit

ALIKE = {report: frozenset((report,)) for report in "abc"}


def shelf(*tellings):
    held = Shelf(Common(KIN, None, ALIKE, ALIKE))
    held.update({t.id: t for t in tellings})
    return held


@pytest.fixture
def tellings(resources):
    days = (("2031-05-01", "2031-05-01"), ("2031-05-01", "2031-05-01"), ("2031-04-02", "2031-04-02"))
    return [visit(resources, report, *told) for report, told in zip("abc", days, strict=True)]


def test_what_lies_on_the_shelf_comes_back_the_same(tellings):
    held = shelf(*tellings)
    assert list(held) == [t.id for t in tellings]
    for telling in tellings:
        back = held[telling.id]
        assert (back.mention, back.days, back.words, back.like) == (
            telling.mention, telling.days, telling.words, ALIKE[telling.mention.report],
        )  # fmt: skip
        assert back.kin is KIN


def test_what_is_taken_away_is_gone_and_nothing_is_put_down_twice(tellings):
    held = shelf(*tellings)
    with pytest.raises(ValueError, match="already"):
        held[tellings[0].id] = tellings[0]
    assert held[tellings[0].id].id == tellings[0].id  # at hand now
    del held[tellings[0].id]
    assert tellings[0].id not in held
    with pytest.raises(KeyError):
        _ = held[tellings[0].id]
    assert len(held) == 2


@pytest.mark.parametrize("packed", [False, True])
def test_events_are_the_same_whether_what_is_told_lies_in_memory_or_on_disk(tellings, resources, packed):
    scoring = resources.scoring.events
    events = gather_reports([[t] for t in tellings], scoring, shelf())
    elsewhere = (lambda parcels: (compare_packed(parcel, resources) for parcel in parcels)) if packed else None
    found = join_reports(events, scoring, elsewhere)
    assert found == cluster([shelf(t)[t.id] for t in tellings], scoring)
    assert sorted(len(c.mentions) for c in found) == [1, 2]


def test_a_full_disk_is_told_with_its_remedy(tellings, monkeypatch):
    held = shelf()

    class Full:
        def seek(self, _at):
            pass

        def write(self, _row):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(held, "_file", Full())
    with pytest.raises(RecordError, match=r"No space left.*TMPDIR"):
        held[tellings[0].id] = tellings[0]


def test_a_shelf_goes_with_its_last_user_though_some_of_it_is_at_hand(tellings):
    held = shelf(*tellings)
    gone = weakref.ref(held)
    assert held[tellings[0].id].id == tellings[0].id
    gc.disable()
    try:
        del held
        assert gone() is None
    finally:
        gc.enable()
