# expect: status=query_limit|timeout queries=1..2000
# tool: timeline
while True:
    Tag.objects.count()
