#!/usr/bin/env bash
# Packs what a machine without internet needs into artifacts/offline/picoclaw-VERSION-linux-ARCH.tar: the tool's and the client library's packages, the
# single file, the images, what Compose and Helm need, and the documents.
#
#   eng/offline.sh              everything; the images of RabbitMQ and PostgreSQL are pulled if they are missing
#   eng/offline.sh --no-images  without images: for the tool and the single file, and for machines without a container engine
#
# docs/install.md says how to install from it. DOCKERHUB_MIRROR and MCR_MIRROR work as in docker-compose.yml.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

fail() { echo "eng/offline.sh: $*" >&2; exit 1; }

images=yes
case ${1:-} in
'')          ;;
--no-images) images=no ;;
*)           fail "unknown: $1; write --no-images or nothing" ;;
esac

case $(uname -m) in
x86_64)        arch=x64 ;;
arm64|aarch64) arch=arm64 ;;
*)             fail "nothing is published for the architecture $(uname -m)" ;;
esac
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
name=picoclaw-$version-linux-$arch
work=artifacts/offline/$name
rm -rf "$work" "$work.tar"
mkdir -p "$work/packages" "$work/bin"

quiet=(--nologo --verbosity quiet -nodeReuse:false -p:UseSharedCompilation=false)
for project in services/PicoClaw.Gateway shared/DingTalk.Stream.SDK; do
  dotnet pack "$project" --output "$work/packages" "${quiet[@]}"
done
dotnet publish services/PicoClaw.Gateway -p:PublishProfile=single-file -r "linux-$arch" --output "$work/bin" "${quiet[@]}"

if [ "$images" = yes ]; then
  command -v docker > /dev/null || fail "docker is missing; --no-images leaves the images out"
  servers=("${DOCKERHUB_MIRROR:-docker.io}/library/rabbitmq:4-management" "${DOCKERHUB_MIRROR:-docker.io}/library/postgres:17")
  reason=$(eng/engine.sh "${servers[@]}") || fail "$reason; --no-images leaves the images out"
  eng/images.sh
  own=()
  for service in ingress agent egress gateway emulator; do own+=("picoclaw/$service:${PICOCLAW_TAG:-local}"); done
  docker save --output "$work/images.tar" "${own[@]}" "${servers[@]}"
fi

# The same tree as in the repository, so that the documents' commands and links hold.
for path in docker-compose.yml .env.example eng/secrets.sh eng/demo eng/compose deploy docs README.md README.zh.md CHANGELOG.md SECURITY.md LICENSE; do
  mkdir -p "$work/$(dirname "$path")"
  cp -R "$path" "$work/$path"
done

(cd "$work" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum > SHA256SUMS)
tar -C artifacts/offline -cf "$work.tar" "$name"
rm -rf "$work"
echo "$work.tar  $(wc -c < "$work.tar") bytes"
