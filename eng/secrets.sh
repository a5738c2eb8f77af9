#!/usr/bin/env bash
# Creates the secrets that docker-compose.yml mounts: one file each in secrets/. Existing files are kept.
#
#   eng/secrets.sh        random passwords for broker and database; asks for your DingTalk app's client secret and your model's key
#   eng/secrets.sh demo   random values for everything: the emulator accepts any secret
#
# Only you can enter the folder. The files in it are readable by all, because the containers run under other user ids than yours.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077
mkdir -p secrets
chmod 700 secrets

keep() { # keep NAME VALUE
  printf '%s\n' "$2" > "secrets/$1"
  chmod 444 "secrets/$1"
  echo "secrets/$1 written"
}

random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

ask() { # ask QUESTION: reads a line without showing it
  local answer=''
  if [ -t 0 ]; then printf '%s' "$1" >&2; fi
  read -rs answer || true
  if [ -t 0 ]; then echo >&2; fi
  printf '%s' "$answer"
}

for name in rabbitmq_password postgres_password; do
  if [ ! -s "secrets/$name" ]; then keep "$name" "$(random)"; fi
done

if [ ! -s secrets/dingtalk_client_secret ]; then
  if [ "${1:-}" = demo ]; then answer=$(random); else answer=$(ask 'Client secret of your DingTalk app (not shown): '); fi
  if [ -z "$answer" ]; then echo 'eng/secrets.sh: no client secret was entered; run this again when you have it (docs/dingtalk-setup.md)' >&2; exit 1; fi
  keep dingtalk_client_secret "$answer"
fi

if [ ! -s secrets/model_key ] && [ "${1:-}" != demo ]; then
  answer=$(ask 'API key of your model, or Enter for a bot that only echoes: ')
  if [ -n "$answer" ]; then keep model_key "$answer"; fi
fi
