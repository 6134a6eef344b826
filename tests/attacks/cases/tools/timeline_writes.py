# expect: status=ok queries=1..3 changed=Tag+0~1-0
# tool: timeline
Tag.objects.filter(pk=1).update(name="other")
