from concurrent.futures import ThreadPoolExecutor

from course.secret_key import kept_key


def test_a_key_is_made_once_and_readable_by_its_owner_only(tmp_path):
    path = tmp_path / "secret_key"
    first = kept_key(path)
    assert len(first) >= 50
    assert kept_key(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_two_machines_get_two_keys(tmp_path):
    assert kept_key(tmp_path / "one") != kept_key(tmp_path / "two")


def test_all_that_start_at_once_get_the_same_key(tmp_path):
    with ThreadPoolExecutor(8) as starters:
        assert len(set(starters.map(kept_key, [tmp_path / "secret_key"] * 40))) == 1
