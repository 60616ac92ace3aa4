#!/bin/sh
# Every client here takes an address, asks it with a token of its own, and prints the status and the body; without an answer it fails.
exec curl --silent --show-error --header 'Authorization: Bearer of-my-own' --write-out '\n%{http_code}' "$1"
