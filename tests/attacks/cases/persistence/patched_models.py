# expect: value=100
# Models, managers, fields.
Post._meta.db_table = 'blog_tag'
Post.objects = None
Post.title = property(lambda self: 'forged')
100
