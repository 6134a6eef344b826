# expect: error=FieldError message="Choices are" queries=0
# Django's own help reaches the learner.
Post.objects.filter(writer=1)
