from dragoman.resources.word_rates import cut_word, load_word_rates


def test_a_common_word_stands_in_more_reports_than_a_rare_one(resources):
    rates = resources.word_rates
    assert rates.rate("said") > rates.rate("ferry") > rates.rate("zzyzx") > 0


def test_words_are_compared_by_their_first_letters():
    assert cut_word("ferries", 4) == cut_word("ferry", 4) == "ferr"


def test_without_the_file_every_word_is_as_rare(tmp_path):
    rates = load_word_rates(tmp_path)
    assert rates.rate("said") == rates.rate("zzyzx")
