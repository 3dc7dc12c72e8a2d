# shellcheck shell=bash
# The cluster of ops/compose.yaml: where its secrets are, how it is spoken to. Wants images.sh.

export SIDUAN_CLUSTER_HOME=${SIDUAN_CLUSTER_HOME:-$PWD/.siduan/cluster}
export SIDUAN_CLUSTER_FILES=$PWD/ops/cluster
HTTPS=${SIDUAN_HTTPS:-8443}

compose() {
  "${COMPOSE[@]}" -p siduan -f ops/compose.yaml "$@"
}

random_key() {
  head -c 32 /dev/urandom | base64 -w 0
}

# Of letters and digits, so that it is the same in every file it stands in.
random_password() {
  head -c 64 /dev/urandom | base64 -w 0 | tr -dc 'A-Za-z0-9' | cut -c1-32
}

# Made once, readable by their owner only, and each container gets only what it needs.
need_secrets() {
  if [[ -s $SIDUAN_CLUSTER_HOME/core.env ]]; then
    echo "secrets: those of $SIDUAN_CLUSTER_HOME"
    return 0
  fi
  local database phone first
  database=$(random_password)
  phone=$(random_password)
  first=$(random_password)
  mkdir -p "$SIDUAN_CLUSTER_HOME"
  chmod 700 "$SIDUAN_CLUSTER_HOME"
  (
    umask 077
    printf 'SIDUAN_DATABASE_PASSWORD=%s\n' "$database" >"$SIDUAN_CLUSTER_HOME/postgres.env"
    printf '%s\n' "AMI_SECRET=$(random_password)" "PHONE_SECRET=$phone" "TRUNK_HOST=${SIDUAN_TRUNK:-127.0.0.1}" \
      >"$SIDUAN_CLUSTER_HOME/telephony.env"
    # written last and moved whole: its being there says that all are
    cat >"$SIDUAN_CLUSTER_HOME/core.env.part" <<END
SIDUAN_DATABASE_URL=jdbc:postgresql://postgres:5432/siduan
SIDUAN_DATABASE_PASSWORD=$database
SIDUAN_FIELD_KEYS=1:$(random_key)
SIDUAN_DIGEST_KEY=$(random_key)
SIDUAN_SECURITY_FIRST_PASSWORD=$first
SIDUAN_SECURITY_HTTPS=true
SIDUAN_SECURITY_TRUSTED_PROXIES=1
SIDUAN_CLUSTER_MEMBERS=core1:5701,core2:5701
SIDUAN_MANAGEMENT_HOST=0.0.0.0
SIDUAN_MANAGEMENT_NOTICE=5s
SIDUAN_ATTACHMENTS_FOLDER=/var/lib/siduan/attachments
SIDUAN_NOTIFY_PUBLIC_URL=https://${SIDUAN_NAME:-localhost}:$HTTPS
SIDUAN_BROWSER_PHONE_WEBSOCKET=wss://${SIDUAN_NAME:-localhost}:$HTTPS/phone/ast1
SIDUAN_BROWSER_PHONE_EXTENSIONS=8101-8108
SIDUAN_BROWSER_PHONE_SECRET=$phone
END
    mv "$SIDUAN_CLUSTER_HOME/core.env.part" "$SIDUAN_CLUSTER_HOME/core.env"
  )
  echo "secrets: made in $SIDUAN_CLUSTER_HOME; keep a copy elsewhere: without core.env no backup can be read"
}

# A certificate of our own until there is one that browsers trust: put it and its key in the same two files.
need_certificate() {
  local folder=$SIDUAN_CLUSTER_HOME/tls
  if [[ -s $folder/edge.pem ]]; then
    echo "certificate: $(openssl x509 -in "$folder/edge.pem" -noout -subject -enddate | tr '\n' ' ')"
    return 0
  fi
  if ! command -v openssl >/dev/null && may_install; then
    apt_install openssl >&2 || true
  fi
  mkdir -p "$folder"
  # the containers' users read them; nobody else comes past the folder above
  chmod 755 "$folder"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 825 -subj "/CN=${SIDUAN_NAME:-localhost}" \
    -addext "subjectAltName=DNS:${SIDUAN_NAME:-localhost},DNS:localhost,IP:127.0.0.1" \
    -keyout "$folder/edge.pem.key" -out "$folder/edge.pem.part" 2>/dev/null
  chmod 644 "$folder/edge.pem.key"
  mv "$folder/edge.pem.part" "$folder/edge.pem"
  echo "certificate: signed by itself, in $folder"
}

# await_ready SECONDS   until a node answers through the edge
await_ready() {
  local deadline=$((SECONDS + $1))
  until curl -ksf -m 2 "https://127.0.0.1:$HTTPS/health/ready" >/dev/null; do
    if [[ $SECONDS -gt $deadline ]]; then
      echo "No node is ready after $1 s. Maybe look at: $ENGINE logs siduan-core1" >&2
      return 1
    fi
    sleep 1
  done
}

# is_ready NAME   whether that node says so itself
is_ready() {
  "$ENGINE" exec "siduan-$1" bash -c \
    'exec 3<>/dev/tcp/127.0.0.1/8081 && printf "GET /health/ready HTTP/1.0\r\n\r\n" >&3 && head -n 1 <&3 | grep -q " 200 "' 2>/dev/null
}

# await_node NAME SECONDS
await_node() {
  local deadline=$((SECONDS + $2))
  until is_ready "$1"; do
    if [[ $SECONDS -gt $deadline ]]; then
      echo "$1 is not ready after $2 s. Maybe look at: $ENGINE logs siduan-$1" >&2
      return 1
    fi
    sleep 0.5
  done
}

# is_outdated NAME IMAGE   whether it runs, but of an older image
is_outdated() {
  local running
  running=$("$ENGINE" container inspect --format '{{.Image}}' "siduan-$1" 2>/dev/null) || return 1
  [[ $running != "$("$ENGINE" image inspect --format '{{.Id}}' "localhost/siduan/$2:latest")" ]]
}

# A node says that it is not ready, so that the proxy turns away, then finishes what is under way: nobody's request
# fails. The next one goes only when this one is back.
replace_node() {
  "$ENGINE" stop -t 60 "siduan-$1" >/dev/null
  "$ENGINE" rm -f "siduan-$1" >/dev/null
  compose up -d "$1" >/dev/null 2>&1
  await_node "$1" 180
  echo "$1 replaced"
}

image_of() {
  case $1 in
    telephony?) echo adapter ;;
    core?) echo core ;;
    *) echo "$1" ;;
  esac
}

# Compose of Podman keeps a container whose image has changed.
replace_outdated() {
  local name
  for name in postgres prometheus edge telephony1 telephony2; do
    if is_outdated "$name" "$(image_of "$name")"; then
      "$ENGINE" stop -t 60 "siduan-$name" >/dev/null
      "$ENGINE" rm -f "siduan-$name" >/dev/null
      compose up -d >/dev/null 2>&1
      echo "$name replaced"
    fi
  done
  for name in core1 core2; do
    if is_outdated "$name" "$(image_of "$name")"; then
      replace_node "$name"
    fi
  done
}
