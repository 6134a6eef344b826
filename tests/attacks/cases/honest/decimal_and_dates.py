# expect: value=7 queries=0
# Exact.
sum([Decimal('0.1')] * 3) == Decimal('0.3') and (TODAY - LAST_WEEK).days
