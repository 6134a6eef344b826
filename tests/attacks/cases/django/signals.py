# expect: value=3 queries=6
# Handlers of a program's own send statements that are counted like others.
from django.db.models.signals import pre_save

pre_save.connect(lambda **_: Post.objects.count(), sender=Tag, weak=False)
for number in range(3):
    Tag(name=f"new {number}", active=True).save()
3
