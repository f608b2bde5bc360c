from engagements.common.tokens import hash_token, new_token


def test_tokens_are_long_and_differ_and_so_do_their_hashes():
    tokens = {new_token() for _ in range(100)}
    assert {len(token) for token in tokens} == {43}
    assert len({hash_token(token) for token in tokens}) == 100


def test_a_hash_is_the_same_each_time_and_does_not_hold_its_token():
    token = new_token()
    assert hash_token(token) == hash_token(token)
    assert token not in hash_token(token)
