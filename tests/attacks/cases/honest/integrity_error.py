# expect: value=refused queries=1 changed=none
# The database refuses; the program goes on.
try:
    with transaction.atomic():
        Tag.objects.create(pk=1, name='again', active=True)
    told = 'accepted'
except IntegrityError:
    told = 'refused'
told
