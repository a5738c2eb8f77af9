#!/usr/bin/env bash
# Succeeds if a container engine answers and has, or can pull, the images. Otherwise it prints the reason in one line on standard output, within seconds.
#
#   eng/engine.sh IMAGE...
set -uo pipefail

no() { echo "$*"; exit 1; }

command -v docker > /dev/null || no "docker is not installed"
error=$(timeout 10 docker version --format '{{.Server.Version}}' 2>&1 > /dev/null) || no "no container engine answers (${error:-docker version took more than 10 s})"
for image in "$@"; do
  docker image inspect "$image" > /dev/null 2>&1 && continue
  # Ask the registry first: a pull that cannot succeed may take minutes to fail.
  error=$(timeout 15 docker manifest inspect "$image" 2>&1 > /dev/null) || no "the engine has no $image and cannot get it (${error:-its registry did not answer within 15 s})"
  echo "pulling $image" >&2
  error=$(timeout 900 docker pull --quiet "$image" 2>&1 > /dev/null) || no "$image cannot be pulled (${error:-it took more than 15 minutes})"
done
