#!/usr/bin/env bash
# Builds the images of docker-compose.yml: publishes on this machine, then copies the result into images (the Dockerfile's target 'thin').
#
#   eng/images.sh                                             ingress, agent, egress, gateway, emulator
#   eng/images.sh PicoClaw.Agent                              only these
#
# For machines where a build inside a container cannot restore packages, and for faster builds.
# PICOCLAW_TAG (local) is their tag, as in docker-compose.yml.
# MCR_MIRROR names a registry to use instead of Microsoft's, RUNTIME_IMAGE another base image.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

fail() { echo "eng/images.sh: $*" >&2; exit 1; }

case $(uname -m) in
x86_64)        arch=x64 ;;
arm64|aarch64) arch=arm64 ;;
*)             fail "no image for the architecture $(uname -m)" ;;
esac
command -v docker > /dev/null || fail "docker is missing: see https://docs.docker.com/engine/install"

services=("$@")
if [ $# -eq 0 ]; then services=(PicoClaw.Ingress PicoClaw.Agent PicoClaw.Egress PicoClaw.Gateway DingTalk.Emulator); fi
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
revision=$(git rev-parse HEAD 2> /dev/null || echo unknown)
for service in "${services[@]}"; do
  eng/publish.sh "$service" "$arch" "artifacts/images/$service"
  name=picoclaw/$(echo "${service##*.}" | tr '[:upper:]' '[:lower:]'):${PICOCLAW_TAG:-local}
  docker build --quiet --target thin --tag "$name" --build-arg SERVICE="$service" --build-arg VERSION="$version" --build-arg REVISION="$revision" \
    ${MCR_MIRROR:+--build-arg MCR_MIRROR="$MCR_MIRROR"} ${RUNTIME_IMAGE:+--build-arg RUNTIME_IMAGE="$RUNTIME_IMAGE"} . > /dev/null
  docker image inspect --format "$name  {{.Size}} bytes" "$name"
done
