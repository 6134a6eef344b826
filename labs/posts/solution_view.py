from django.shortcuts import render


def post_list(request):
    posts = (
        Post.objects.select_related("author")
        .prefetch_related("tags", "comment_set")
        .order_by("-created", "pk")
    )
    context = {"posts": posts}
    return render(request, "blog/post_list.html", context)
