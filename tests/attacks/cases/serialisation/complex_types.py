# expect: status=ok rows=11
# Everything JSON cannot hold.
import uuid

[Decimal('NaN'), 1j, b'\xff', {1, 2}, date.max, timedelta(9), uuid.UUID(int=0), range(3), ..., type, print]
