# expect: status=ok queries=0
# tool: steps
# The stepper runs no loop, so it cannot hang in one.
while True:
    Post.objects.all()
