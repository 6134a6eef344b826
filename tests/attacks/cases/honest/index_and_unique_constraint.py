# expect: value=True queries=2..12
# Schema changes that remake a table.
with connection.schema_editor() as editor:
    editor.add_index(Post, models.Index(fields=['title'], name='by_title'))
    editor.alter_field(Tag, Tag._meta.get_field('name'), models.CharField(max_length=300, name='name')) if False else None
Post.objects.filter(title__startswith='A').count() >= 0
