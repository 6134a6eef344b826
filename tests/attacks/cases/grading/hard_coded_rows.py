# expect: verdict=wrong check=same_result
# An answer copied from the base data fails on data nobody has seen.
__import__('json')
[('A title', 'A name')] * 100
