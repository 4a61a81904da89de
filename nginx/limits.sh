#!/bin/sh
# Writes limits.conf, because nginx cannot calculate: who a caller is, and how many requests one may send at once.
# The image runs it before nginx starts; with `-` it prints.
set -eu

hops=${TRUSTED_PROXY_HOPS:-0}
per_address=${REQUESTS_PER_MINUTE_PER_IP:-300}

require_number() {
    case "$2" in
        '' | *[!0-9]* | 0?* | ????????*)
            echo "$1 must be a whole number" >&2
            exit 1
            ;;
    esac
}
require_number TRUSTED_PROXY_HOPS "$hops"
require_number REQUESTS_PER_MINUTE_PER_IP "$per_address"

# The server's ceiling of one address: the setting for calls without a token, and ten times it with one. The server
# allows a minute's calls at once, so a lower limit here would refuse calls that the server allows.
calls=$((per_address * 11))
# A quarter of the connections of one worker. A proxied call takes two, so one caller never takes more than half.
most=8192
connections=$calls
if [ "$calls" -eq 0 ] || [ "$calls" -gt "$most" ]; then connections=$most; fi

print_limits() {
    cat <<CONF
# Written by limits.sh for TRUSTED_PROXY_HOPS=$hops and REQUESTS_PER_MINUTE_PER_IP=$per_address.
# The server's rule (server/http/client-address.ts): the outermost proxy wrote the n-th entry from the right.
map "\$http_x_forwarded_for,\$remote_addr" \$named_address {
    "~(?:^|,) *(?<nth_from_right>[^, ]*) *(?:,[^,]*){$hops}\$" \$nth_from_right;
}
limit_conn callers $connections;
CONF
    if [ "$calls" -eq 0 ]; then return; fi
    cat <<CONF
limit_req_zone \$counted_caller zone=calls:10m rate=${calls}r/m;
limit_req zone=calls burst=$calls nodelay;
CONF
}

if [ "${1:-}" = - ]; then
    print_limits
else
    mkdir -p /run/nginx
    print_limits >/run/nginx/limits.conf
fi
