# expect: status=timeout queries=0
# Sleeps in the kernel.
import select

select.select([], [], [], 60)
