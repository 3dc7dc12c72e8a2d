# shellcheck shell=bash
# A container engine, and in it the image with Asterisk: what is there is used, what is missing is made where it may.

ASTERISK_IMAGE=localhost/siduan/asterisk:22
BASE_IMAGE=docker.io/library/debian:testing-slim

# Sets ENGINE (docker or podman).
find_engine() {
  if command -v docker >/dev/null && docker info >/dev/null 2>&1; then
    ENGINE=docker
    echo "containers: docker"
    return 0
  fi
  if ! command -v podman >/dev/null && may_install; then
    apt_install podman runc netavark aardvark-dns iptables uidmap >&2 || true
  fi
  if ! command -v podman >/dev/null; then
    echo "No container engine on this machine: install Podman (Debian: apt install podman) or Docker." >&2
    return 1
  fi
  ENGINE=podman
  use_runc_where_cgroups_are_old
  echo "containers: $(podman --version)"
}

# And DOCKER_HOST, which Testcontainers reads.
need_containers() {
  find_engine || return 1
  if [[ $ENGINE == podman ]]; then
    start_podman_service
  fi
}

use_runc_where_cgroups_are_old() {
  if [[ $EUID -eq 0 && ! -f /sys/fs/cgroup/cgroup.controllers ]]; then
    export CONTAINERS_CONF=$PWD/ops/images/containers.conf
  fi
}

# Podman answers Docker's API only while its service runs; it ends with the script that started it.
start_podman_service() {
  export DOCKER_HOST=unix://${TMPDIR:-/tmp}/siduan-podman-$EUID.sock
  # Podman forgets containers only if asked to, and Testcontainers asks through a helper that needs a registry.
  export TESTCONTAINERS_RYUK_DISABLED=true
  rm -f "${DOCKER_HOST#unix://}"
  podman system service --time=0 "$DOCKER_HOST" >/dev/null 2>&1 &
  PODMAN_SERVICE=$!
  trap 'kill "$PODMAN_SERVICE" 2>/dev/null || true' EXIT
  local waited=0
  until [[ -S ${DOCKER_HOST#unix://} ]]; do
    sleep 0.1
    waited=$((waited + 1))
    if [[ $waited -gt 100 ]]; then
      echo "Podman's service did not start within 10 s. Maybe run: podman info" >&2
      return 1
    fi
  done
}

# Builds the image unless the one there was made from the same description.
need_asterisk() {
  local made_from
  made_from=$(sha256sum ops/images/asterisk/Containerfile | cut -c1-16)
  if [[ $("$ENGINE" image inspect --format '{{index .Config.Labels "siduan.made-from"}}' "$ASTERISK_IMAGE" 2>/dev/null) == "$made_from" ]]; then
    echo "Asterisk: $ASTERISK_IMAGE is there"
    return 0
  fi
  need_base_image || return 1
  "$ENGINE" build -q --network=host --label "siduan.made-from=$made_from" -t "$ASTERISK_IMAGE" ops/images/asterisk
  echo "Asterisk: $ASTERISK_IMAGE built"
}

# From a registry; where none answers, made of Debian's packages and given the same name.
need_base_image() {
  if "$ENGINE" image inspect "$BASE_IMAGE" >/dev/null 2>&1 || timeout 60 "$ENGINE" pull -q "$BASE_IMAGE" >/dev/null 2>&1; then
    return 0
  fi
  if ! command -v debootstrap >/dev/null && may_install; then
    apt_install debootstrap >&2 || true
  fi
  if ! command -v debootstrap >/dev/null || [[ $EUID -ne 0 ]]; then
    echo "$BASE_IMAGE cannot be fetched, and to make it from packages needs root and debootstrap. Maybe import it: $ENGINE load" >&2
    return 1
  fi
  local tree
  tree=$(mktemp -d)
  echo "no registry answers: making $BASE_IMAGE from Debian's packages (about a minute)"
  debootstrap --variant=minbase testing "$tree" >"$tree.log" 2>&1 || { tail -n 5 "$tree.log" >&2; return 1; }
  # a mirror may lag behind the date its lists are valid until
  echo 'Acquire::Check-Valid-Until "false";' >"$tree/etc/apt/apt.conf.d/90lagging"
  tar -C "$tree" --exclude='./var/cache/apt/archives/*' --exclude='./var/lib/apt/lists/*' -c . |
    "$ENGINE" import - "$BASE_IMAGE" >/dev/null
  rm -rf "$tree" "$tree.log"
}

need_speech() {
  if ! command -v espeak-ng >/dev/null && may_install; then
    apt_install espeak-ng >&2 || true
  fi
  if ! command -v espeak-ng >/dev/null; then
    echo "No espeak-ng on this machine, so nothing can be said to callers: install it (Debian: apt install espeak-ng)." >&2
    return 1
  fi
  echo "speech: $(espeak-ng --version | cut -c1-40)"
}
