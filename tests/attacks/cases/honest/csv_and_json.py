# expect: value=5 queries=1
# Without files.
import csv
import io
import json

out = io.StringIO()
writer = csv.writer(out)
writer.writerows(Post.objects.values_list('pk', 'title')[:3])
len(out.getvalue().splitlines()) + len(json.loads('[1, 2]'))
