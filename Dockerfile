# One image for everything: containers, Kubernetes, and Vercel's functions and daemons.
#   docker build -t batchline .
#   docker run -p 8080:8080 -v batchline:/data -e BATCHLINE_Security__ApiToken=… batchline
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig LICENSE THIRD-PARTY-NOTICES.txt ./
COPY src/ src/
RUN dotnet publish src/Batchline -c Release -a ${TARGETARCH:-amd64} --no-self-contained -p:PublishReadyToRun=true -o /app \
 && mkdir /data

# "extra" brings the time zones that schedules need. There is no shell in it, and it does not run as root.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
COPY --from=build /app /app
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
ENV PORT=8080 \
    BATCHLINE_Store__DataDirectory=/data \
    DOTNET_EnableDiagnostics=0 \
    DOTNET_TieredPGO=0
EXPOSE 8080
VOLUME /data
USER $APP_UID
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["/app/batchline", "health"]
ENTRYPOINT ["/app/batchline"]
CMD ["serve"]
