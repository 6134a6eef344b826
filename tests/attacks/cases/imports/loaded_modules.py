# expect: value=14 queries=0
# What honest answers need is loaded ahead and works at every level.
import asyncio, bisect, collections, contextlib, csv, dataclasses, decimal, enum, fractions, functools, itertools, math, statistics, uuid

len([asyncio, bisect, collections, contextlib, csv, dataclasses, decimal, enum, fractions, functools, itertools, math, statistics, uuid])
