#!/bin/bash
# page.sh BLOCK… on a machine of the trial: blocks of docs/self-host.md, command by command, each shown and then run as it
# stands. The first one that fails ends the trial.
set -euo pipefail
export VOUCH_REPOSITORY=/try/vouch.git HOST=go.example.com
[ ! -f /try/BACKUP ] || BACKUP=$(cat /try/BACKUP)

# A command is a line, or as many as its here-document has.
run_block() {
  local line command='' until=''
  while IFS= read -r line <&3; do
    command+=$line$'\n'
    if [ -n "$until" ]; then
      [ "$line" = "$until" ] || continue
      until=''
    elif [[ $line =~ \<\<\'([A-Z]+)\' ]]; then
      until=${BASH_REMATCH[1]}
      continue
    fi
    printf '%s\n' "$(sed '1s/^/$ /; 2,$s/^/> /' <<< "${command%$'\n'}")"
    eval "$command" < /dev/null
    # What ends without a line's end, as an answer does, ends here.
    [ "${command#curl}" = "$command" ] || echo
    command=''
  done 3< "/try/$1.sh"
}

for block in "$@"; do run_block "$block"; done
[ -z "${BACKUP:-}" ] || echo "$BACKUP" > /try/BACKUP
