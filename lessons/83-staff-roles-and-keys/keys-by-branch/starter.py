def solve():
    return Branch.objects.values_list("code")
