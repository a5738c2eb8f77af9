#!/usr/bin/env bash
# Writes a bill of materials of each service in CycloneDX's JSON: every package that is shipped, with version, licence and hash.
#
#   eng/sbom.sh                                               the services and the gateway, to artifacts/sbom/SERVICE.json
#   eng/sbom.sh PicoClaw.Agent                                only these
#
# The packages must be restored. The base image is not in it: what that holds says its publisher.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
version=6.3.1
tools=artifacts/tools

services=("$@")
if [ $# -eq 0 ]; then services=(PicoClaw.Ingress PicoClaw.Agent PicoClaw.Egress PicoClaw.Gateway); fi
if [ ! -x "$tools/dotnet-CycloneDX" ]; then dotnet tool install CycloneDX --version "$version" --tool-path "$tools" > /dev/null; fi
product=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
for service in "${services[@]}"; do
  "$tools/dotnet-CycloneDX" "services/$service/$service.csproj" --output artifacts/sbom --filename "$service.json" --output-format Json \
    --recursive --exclude-dev --disable-package-restore --set-version "$product" > /dev/null
  packages=$(grep -c '"purl"' "artifacts/sbom/$service.json" || true)
  if [ "$packages" -eq 0 ]; then echo "eng/sbom.sh: no package found; run dotnet restore services/$service first" >&2; exit 1; fi
  echo "artifacts/sbom/$service.json: $packages packages"
done
