# One image for every service:
#   docker build --build-arg SERVICE=PicoClaw.Ingress .                  restores and builds inside the image
#   eng/compose-publish.sh && docker build --target thin --build-arg …   copies what was published on the host
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0

FROM ${RUNTIME_IMAGE} AS base
WORKDIR /app
# A new volume takes its owner from here; the process is not root.
RUN mkdir /data && chown "$APP_UID" /data
USER $APP_UID
ENV ASPNETCORE_HTTP_PORTS=8080 PICOCLAW_HOME=/data
EXPOSE 8080
ENTRYPOINT ["sh", "-c", "exec dotnet \"$SERVICE.dll\" \"$@\"", "picoclaw"]

FROM base AS thin
ARG SERVICE
ENV SERVICE=${SERVICE}
COPY artifacts/publish/${SERVICE}/ ./

# Restored once for all services: the gateway refers to each of them. Only then does a build depend on SERVICE.
FROM ${SDK_IMAGE} AS restore
WORKDIR /src
COPY global.json Directory.*.props .editorconfig ./
COPY eng/*.props eng/BannedSymbols.txt eng/
COPY shared/ shared/
COPY services/ services/
RUN dotnet restore services/PicoClaw.Gateway

FROM restore AS build
ARG SERVICE
RUN dotnet publish "services/$SERVICE" --no-restore --configuration Release --output /app

FROM base AS service
ARG SERVICE
ENV SERVICE=${SERVICE}
COPY --from=build /app ./
