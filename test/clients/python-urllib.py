import sys
import urllib.request

request = urllib.request.Request(sys.argv[1], headers={"Authorization": "Bearer of-my-own"})
with urllib.request.urlopen(request) as response:
    print(response.read().decode(), response.status, sep="\n")
