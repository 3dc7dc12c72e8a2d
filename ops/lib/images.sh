# shellcheck shell=bash
# The images of a cluster, all of Debian's packages and this tree: what is there and up to date is used.
# Wants need.sh and containers.sh.

IMAGES=target/images

# The jars of the two processes, built as the demo's are, each with all it needs beside it.
build_processes() {
  local log=$IMAGES/build.log
  mkdir -p "$IMAGES"
  if ! mvn -B -ntp -Pquick,images -pl dispatch-core/server,telephony-adapter,operator-console -am package \
    -Dmaven.test.skip=true </dev/null >"$log" 2>&1; then
    grep -m 5 ERROR "$log" || tail -n 5 "$log"
    echo "The build failed; all it said is in $log." >&2
    return 1
  fi
}

# What goes into the image of a process: its jars, the configuration, and the flags every JVM of ours is started with.
lay_out_process() {
  local name=$1 folder=$IMAGES/$1
  shift
  rm -rf "$folder"
  mkdir -p "$folder/lib"
  cp "$@" "$folder/lib"
  cp -r config "$folder/config"
  sed -n '/<jvm.flags>/,/<\/jvm.flags>/ s/^ *\(-.*[^ ]\) *$/\1/p' pom.xml >"$folder/java.flags"
  cp "ops/images/$name"/* "$folder"
}

lay_out() {
  local server=dispatch-core/server/target/quick adapter=telephony-adapter/target/quick
  lay_out_process core "$server"/lib/*.jar "$server"/siduan-server-*[0-9T].jar \
    operator-console/target/quick/siduan-operator-console-*[0-9T].jar
  lay_out_process adapter "$adapter"/lib/*.jar "$adapter"/siduan-telephony-adapter-*[0-9T].jar
  lay_out_tools
}

# Without anything that has to be compiled.
lay_out_tools() {
  local name
  for name in postgres edge prometheus; do
    rm -rf "${IMAGES:?}/$name"
    mkdir -p "$IMAGES/$name"
    cp -r "ops/images/$name"/. "$IMAGES/$name"
  done
  cp ops/backup ops/restore "$IMAGES/postgres"
}

# Builds an image unless the one there was made from the same files.
need_image() {
  local name=$1 made_from
  made_from=$(cd "$IMAGES/$name" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
  if [[ $("$ENGINE" image inspect --format '{{index .Config.Labels "siduan.made-from"}}' "localhost/siduan/$name:latest" 2>/dev/null) == "$made_from" ]]; then
    echo "image $name is there"
    return 0
  fi
  "$ENGINE" build -q --network=host --label "siduan.made-from=$made_from" -t "localhost/siduan/$name:latest" "$IMAGES/$name" >/dev/null
  echo "image $name built"
}

need_images() {
  local name
  need_base_image && need_asterisk || return 1
  build_processes || return 1
  lay_out
  for name in postgres core adapter edge prometheus; do
    need_image "$name" || return 1
  done
}

# Sets COMPOSE.
need_compose() {
  if [[ $ENGINE == docker ]] && docker compose version >/dev/null 2>&1; then
    COMPOSE=(docker compose)
  else
    if ! command -v podman-compose >/dev/null && may_install; then
      apt_install podman-compose >&2 || true
    fi
    if ! command -v podman-compose >/dev/null; then
      echo "Neither docker compose nor podman-compose on this machine: install one (Debian: apt install podman-compose)." >&2
      return 1
    fi
    COMPOSE=(podman-compose)
  fi
  echo "compose: ${COMPOSE[*]}"
}
