# expect: status=killed|memory|timeout|error queries=0
# Overflows the C stack: only this process dies.
import sys

sys.setrecursionlimit(10**9)


def down(n):
    return sorted([n], key=down)


down(0)
