# The API and the command line `tidu`, with the versions of uv.lock; see compose.yaml.
FROM python:3.11-slim
ENV UV_PROJECT_ENVIRONMENT=/opt/tidu UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
COPY . /src
RUN pip install --no-cache-dir 'uv>=0.13,<0.14' \
 && cd /src && uv sync --locked --no-dev --no-editable --no-cache \
 && rm -rf /src && pip uninstall -y uv \
 && useradd --uid 10001 --no-create-home tidu && install -d -o tidu /data
ENV PATH=/opt/tidu/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER tidu
VOLUME /data
EXPOSE 8000
CMD ["tidu", "serve", "--host", "0.0.0.0"]
