from dragoman.linking.rarity import find_rare


def test_a_word_is_rare_where_few_reports_on_other_matters_tell_anything_by_it():
    reports = [f"r{n}" for n in range(60)]
    like = {r: frozenset((r,)) for r in reports} | {"r0": frozenset(("r0", "r1")), "r1": frozenset(("r0", "r1"))}
    words = {r: {"hold"} for r in reports} | {"r0": {"hold", "extradit"}, "r1": {"hold", "extradit"}}
    assert find_rare(words, like, frozenset())["r0"] == {"extradit"}


def test_among_few_reports_all_words_but_the_usual_ones_are_rare():
    like = {r: frozenset("ab") for r in "ab"}
    assert find_rare({"a": {"hold", "seiz"}}, like, frozenset(("hold",))) == {"a": {"seiz"}, "b": frozenset()}
