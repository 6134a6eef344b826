# expect: value=10 queries=3 changed=Tag+10~0-0
# In batches.
len(Tag.objects.bulk_create([Tag(name=f'new {n}', active=True) for n in range(10)], batch_size=4))
