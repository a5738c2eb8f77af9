#!/usr/bin/env bash
# Publishes one service for a Linux image: the packages' files in DIR/libs, PicoClaw's own in DIR/app with the executable as 'service'.
#
#   eng/publish.sh SERVICE ARCH DIR
set -euo pipefail
cd "$(dirname "$0")/.."
service=$1 arch=$2 dir=$3
program=$service
if [ "$service" = PicoClaw.Gateway ]; then program=picoclaw; fi

rm -rf "$dir"
dotnet publish "services/$service" --configuration Release --os linux --arch "$arch" --no-self-contained --output "$dir/libs" \
  --nologo -v:quiet -nodeReuse:false -p:UseSharedCompilation=false
mkdir "$dir/app"
mv "$dir/libs/$program" "$dir/app/service"
find "$dir/libs" -mindepth 1 -maxdepth 1 \( -name 'PicoClaw.*' -o -name 'picoclaw.*' -o -name 'DingTalk.*' -o -name wwwroot \) -exec mv {} "$dir/app/" \;
