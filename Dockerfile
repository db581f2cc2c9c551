FROM node:22-slim AS page
WORKDIR /page
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY frontend .
RUN npm run build

FROM python:3.11-slim AS packages
RUN python -m venv /venv
COPY requirements/run.txt .
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r run.txt

FROM python:3.11-slim AS application
# The proxy's group, so that it may read the files it gives (and nobody else may).
RUN groupadd --gid 101 nginx && useradd --uid 10001 --gid nginx --no-create-home liaison \
  && install -d -o liaison -g nginx -m 750 /srv/attachments \
  && install -d -o liaison -m 700 /var/lib/liaison/exports
WORKDIR /liaison
COPY --from=packages /venv /venv
COPY manage.py .
COPY chat chat
COPY directory directory
COPY files files
COPY conversations conversations
COPY push push
COPY bridge bridge
COPY --from=page /page/dist frontend/dist
COPY frontend/src/styles frontend/src/styles
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER liaison

FROM nginx:1.28 AS proxy
COPY deploy/proxy/nginx.conf /etc/nginx/nginx.conf
COPY --from=page /page/dist/assets /srv/liaison/assets
