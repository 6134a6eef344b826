from django.shortcuts import render


def post_list(request):
    posts = Post.objects.order_by("-created", "pk")
    context = {"posts": posts}
    return render(request, "blog/post_list.html", context)
