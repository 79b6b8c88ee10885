#!/bin/sh
# A hook of DirectAdmin, linked as scripts/custom/<hook>/garde-fou.sh: the folder says which hook it is, variables what was done. Only those named here are read:
# others hold passwords, and whatever was in the request.
here=$(dirname "$(readlink -f "$0")")
hook=$(basename "$(dirname "$0")")
"$here/garde-fou-hook" variables "$hook" username USERNAME domain DOMAIN newdomain subdomain user email database quota caller package creator \
    suspended ssl php cgi php1_select php2_select SERIAL A AAAA CNAME MX MX_FULL NS TXT SRV CAA PTR SPF TLSA DS >/dev/null 2>&1
exit 0
