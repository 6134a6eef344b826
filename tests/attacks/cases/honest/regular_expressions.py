# expect: value=True queries=1
# In Python and in the database.
import re

len([p for p in Post.objects.filter(title__regex=r'^.') if re.match(r'\w', p.title)]) > 50
