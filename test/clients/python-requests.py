import sys

import requests

response = requests.get(sys.argv[1], headers={"Authorization": "Bearer of-my-own"})
print(response.text, response.status_code, sep="\n")
