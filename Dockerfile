# One image for every service. Two ways to the same layers:
#   eng/images.sh                                                         publishes on this machine and builds all images; the target 'thin' only copies
#   docker build --build-arg SERVICE=PicoClaw.Agent -t picoclaw/agent .   restores and publishes inside the image
#
# Several architectures at once: docker buildx build --platform linux/amd64,linux/arm64 --build-arg SERVICE=… .
# The compiler runs on the builder's own architecture.
# The runtime image may lack a shell, as mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled does: nothing here needs one.
ARG MCR_MIRROR=mcr.microsoft.com
ARG SDK_IMAGE=${MCR_MIRROR}/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=${MCR_MIRROR}/dotnet/aspnet:10.0

FROM ${RUNTIME_IMAGE} AS base
WORKDIR /app
USER $APP_UID
# Owned by the user above, and so are new volumes mounted here: ingress's spool; and what the gateway keeps, config.json, store/ and spool/.
WORKDIR /spool
WORKDIR /data
ENV ASPNETCORE_HTTP_PORTS=8080 PICOCLAW_HOME=/data
# Hexadecimal, 4 MiB: otherwise the runtime fills the processor's cache with garbage first, 32 MiB on a server. It has no other way to say so.
ENV DOTNET_GCgen0size=400000
EXPOSE 8080
ENTRYPOINT ["/app/service"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["/app/service", "--health"]
ARG SERVICE
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="${SERVICE}" \
      org.opencontainers.image.description="PicoClaw, a DingTalk AI-agent bot" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="MIT"

# The libraries have a layer of their own. It changes only with a package, so an update of PicoClaw is a few hundred kilobytes.
FROM base AS thin
ARG SERVICE
COPY artifacts/images/${SERVICE}/libs/ /app/
COPY artifacts/images/${SERVICE}/app/ /app/

# One restore serves all services, because the gateway references each of them. SERVICE is declared only after it, so that this layer is shared.
FROM --platform=$BUILDPLATFORM ${SDK_IMAGE} AS restore
ARG TARGETARCH
WORKDIR /src
COPY global.json Directory.*.props .editorconfig ./
COPY eng/*.props eng/BannedSymbols.txt eng/publish.sh eng/
COPY shared/ shared/
COPY services/ services/
RUN dotnet restore services/PicoClaw.Gateway --arch "$TARGETARCH"

FROM restore AS build
ARG SERVICE
ARG TARGETARCH
RUN eng/publish.sh "$SERVICE" "$TARGETARCH" /out

FROM base AS service
COPY --from=build /out/libs/ /app/
COPY --from=build /out/app/ /app/
