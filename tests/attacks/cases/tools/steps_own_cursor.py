# expect: status=ok queries=0 changed=none
# tool: steps
from django.db import connection

connection.cursor().execute("DELETE FROM blog_post")
posts = Post.objects.filter(pk=connection.cursor().execute("DELETE FROM blog_tag"))
