def solve():
    return None
