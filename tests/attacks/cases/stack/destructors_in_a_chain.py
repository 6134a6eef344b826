# expect: status=ok|killed queries=0
# Freed one inside the other.
class Link:
    pass


first = link = Link()
for _ in range(200_000):
    link.next = Link()
    link = link.next
del first, link
"freed"
