# expect: error=TypeError
# An honest mistake.
def solve(posts):
    return posts
