#!/usr/bin/env bash
# Prints the kafka-acls command lines that give principals the rights of rights.tsv; runs nothing.
#
#   acls.sh worker=User:chiso worker-exactly-once=User:chiso publisher=User:crawler
#   acls.sh --command-config admin.properties -b kafka:9092 letters-reader=User:ann | bash
#
# Names that differ from the defaults come from the environment: RAW EVENTS ARTICLES DEAD_LETTER GROUP CONSUMER_GROUP.
set -euo pipefail

servers=localhost:9092
options=()
grants=()
while (($#)); do
  case $1 in
    -b | --bootstrap-server) servers=${2:?"$1 needs host:port"}; shift 2 ;;
    --command-config) options+=("$1" "${2:?"$1 needs a file"}"); shift 2 ;;
    -h | --help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *=*) grants+=("$1"); shift ;;
    *) echo "acls.sh: needs role=principal, as in worker=User:chiso, not \`$1\`" >&2; exit 64 ;;
  esac
done
((${#grants[@]})) || { echo 'acls.sh: name roles, as in worker=User:chiso; see acls.sh --help' >&2; exit 64; }

table=$(dirname "$0")/rights.tsv
fill() {
  local name=$1
  name=${name//'{raw}'/${RAW:-articles.raw}}
  name=${name//'{events}'/${EVENTS:-indicators.events}}
  name=${name//'{articles}'/${ARTICLES:-indicators.articles}}
  name=${name//'{dead_letter}'/${DEAD_LETTER:-articles.dead-letter}}
  name=${name//'{group}'/${GROUP:-chiso}}
  name=${name//'{consumer_group}'/${CONSUMER_GROUP:-indicator-readers}}
  printf '%s' "$name"
}

for grant in "${grants[@]}"; do
  role=${grant%%=*} principal=${grant#*=} found=
  while IFS=$'\t' read -r who resource name pattern operations _; do
    [[ $who == "$role" ]] || continue
    found=yes
    words=(kafka-acls --bootstrap-server "$servers" "${options[@]}" --add --allow-principal "$principal")
    IFS=, read -ra each <<<"$operations"
    for operation in "${each[@]}"; do words+=(--operation "$operation"); done
    if [[ $resource == cluster ]]; then
      words+=(--cluster)
    else
      words+=("--$resource" "$(fill "$name")" --resource-pattern-type "$pattern")
    fi
    printf '%q ' "${words[@]}"
    echo
  done < <(grep -v '^#' "$table")
  [[ $found ]] || {
    echo "acls.sh: no role \`$role\`; there are: $(grep -v '^#' "$table" | cut -f1 | uniq | paste -sd' ')" >&2
    exit 64
  }
done
