#!/usr/bin/env bash
# Publishes the services on this machine, for images that only copy them (the Dockerfile's target 'thin'):
#
#   eng/compose-publish.sh
#   PICOCLAW_BUILD_TARGET=thin docker compose --profile demo up --build
#
# For machines where a build inside a container cannot restore packages, and for a faster turn of hand.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

services=("$@")
if [ $# -eq 0 ]; then services=(PicoClaw.Ingress PicoClaw.Agent PicoClaw.Egress DingTalk.Emulator); fi
for service in "${services[@]}"; do
  rm -rf "artifacts/publish/$service"
  dotnet publish "services/$service" --configuration Release --output "artifacts/publish/$service" \
    --nologo -v:quiet -nodeReuse:false -p:UseSharedCompilation=false
  echo "artifacts/publish/$service"
done
