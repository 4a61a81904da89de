#!/bin/sh
# Writes whether browsers must keep to https: only when people reach the stack by https, as the server decides
# (server/http/security-headers.ts). The image runs it before nginx starts; with `-` it prints.
set -eu

origin=$(printf %s "${APP_ORIGIN:-}" | tr -d '[:space:]' | tr '[:upper:]' '[:lower:]')
subdomains=''
if [ "${HSTS_INCLUDE_SUBDOMAINS:-false}" = true ]; then subdomains='; includeSubDomains'; fi

# An empty header is left out.
transport_security=''
upgrade=''
case "$origin" in
    https:*)
        transport_security="max-age=31536000$subdomains"
        upgrade=';upgrade-insecure-requests'
        ;;
esac

print_transport() {
    cat <<CONF
# Written by transport.sh.
map '' \$transport_security {
    default '$transport_security';
}
map '' \$upgrade_insecure_requests {
    default '$upgrade';
}
CONF
}

if [ "${1:-}" = - ]; then
    print_transport
else
    mkdir -p /run/nginx
    print_transport >/run/nginx/transport.conf
fi
