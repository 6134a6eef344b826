# expect: value=True queries=3 changed=Tag+1~0-0
# Savepoints, rollback, on_commit.
seen = []
with transaction.atomic():
    Tag.objects.create(name='kept', active=True)
    transaction.on_commit(lambda: seen.append('committed'))
    try:
        with transaction.atomic():
            Tag.objects.create(name='lost', active=True)
            raise ValueError
    except ValueError:
        pass
seen == ['committed'] and list(Tag.objects.filter(name__in=['kept', 'lost']).values_list('name', flat=True)) == ['kept']
