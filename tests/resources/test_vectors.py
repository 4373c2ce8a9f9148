from dragoman.resources.vectors import load_word_vectors


def test_words_that_mean_much_the_same_are_near(resources):
    near = resources.word_vectors.words_near("plane", 0.5)
    assert near["aircraft"] > near["flight"] > 0.5
    assert "tax" not in near


def test_a_word_without_a_vector_has_none_near(resources):
    assert resources.word_vectors.words_near("zzyzxx", 0.1) == {}


def test_without_the_file_no_word_is_near_another(tmp_path):
    assert load_word_vectors(tmp_path).words_near("plane", 0.1) == {}
