FROM node:24-trixie-slim AS base
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

# What is built. Optional packages stay: the bundler's own binaries are among them.
FROM base AS client
RUN --mount=type=cache,target=/root/.npm npm ci
COPY tsconfig.json vite.config.ts vite.server.config.ts ./
COPY shared shared
COPY client client
# The build compresses each text once. nginx as Debian ships it reads no Brotli.
RUN npx vite build && find client/dist -name '*.br' -delete
COPY server server
RUN npx vite build --config vite.server.config.ts

# The server, gathered into one file, and the sources that it is made of; without pages and an embedded database.
FROM base AS server
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --omit=optional
COPY shared shared
COPY migrations migrations
COPY docker-compose.yml ./
COPY deploy deploy
COPY server server
COPY --from=client /app/build/server build/server
# Named after npm is done: Node keeps compiled code by user, and npm's would take the folder for root.
ENV NODE_COMPILE_CACHE=/app/build/compile-cache
RUN chown node build
USER node
# Without settings a start ends at once, and leaves its code compiled. The sources are what its threads run.
RUN node server/main.ts 2>/dev/null; node server/serve.ts 2>/dev/null; find build/compile-cache -size +1000k | grep -q .
# Like all other code, not the server's to write.
USER root
RUN chown -R root:root build && chmod -R a+rX,go-w build
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --start-interval=500ms --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/main.ts"]

FROM nginx:1.30-trixie AS nginx
COPY nginx/*.conf /etc/nginx/
# The image runs what lies here before nginx starts.
COPY --chmod=755 nginx/limits.sh /docker-entrypoint.d/05-limits.sh
COPY --chmod=755 nginx/transport.sh /docker-entrypoint.d/06-transport.sh
COPY --from=client /app/client/dist /usr/share/nginx/quantpulse
# Tried here as root and thrown away: at the start both files are made anew.
RUN /docker-entrypoint.d/05-limits.sh && /docker-entrypoint.d/06-transport.sh && nginx -t && rm -r /run/nginx /run/nginx.pid
USER nginx
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --start-interval=500ms --retries=3 \
    CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1/"]
