# expect: status=ok queries=0 changed=none
# tool: steps
# Chains that would ask or write are only compiled.
Post.objects.all().delete()
Post.objects.filter(pk=1).update(title="gone")
list(Post.objects.filter(pk__in=list(Tag.objects.values_list("pk", flat=True))))
