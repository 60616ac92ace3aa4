import http.client
import sys
from urllib.parse import urlsplit

url = urlsplit(sys.argv[1])
connection = http.client.HTTPSConnection(url.hostname, url.port)
connection.request("GET", url.path or "/", headers={"Authorization": "Bearer of-my-own"})
response = connection.getresponse()
print(response.read().decode(), response.status, sep="\n")
