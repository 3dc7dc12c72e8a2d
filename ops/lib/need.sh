# shellcheck shell=bash
# Finds the tools a build needs, and installs what is missing where it may: as root, by apt.
# Each need_… function either leaves its tool usable or says in one sentence what to install.

JDK_WANTED=25

may_install() {
  [[ $EUID -eq 0 ]] && command -v apt-get >/dev/null
}

apt_install() {
  if [[ -z ${APT_UPDATED:-} ]]; then
    apt-get update -qq </dev/null || return 1
    APT_UPDATED=yes
  fi
  # A release that has no such package is told of by the caller, in words a reader can use.
  apt-cache show "$@" >/dev/null 2>&1 || return 1
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null
}

# The feature version of the JDK in a folder, or nothing where there is no compiler.
jdk_feature() {
  local home=$1
  [[ -x $home/bin/javac && -r $home/release ]] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release"
}

find_jdk() {
  local java_on_path home feature
  java_on_path=$(command -v java || true)
  [[ -z $java_on_path ]] || java_on_path=$(dirname "$(dirname "$(readlink -f "$java_on_path")")")
  for home in "${JAVA_HOME:-}" "$java_on_path" /usr/lib/jvm/* /opt/java/* /opt/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [[ -n $home && -d $home ]] || continue
    feature=$(jdk_feature "$home")
    if [[ -n $feature && $feature -ge $JDK_WANTED ]]; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
}

# Sets JAVA_HOME, so that Maven and all that it starts run on one JDK whatever the caller's is.
need_jdk() {
  local home
  if ! home=$(find_jdk); then
    if may_install; then
      apt_install "openjdk-$JDK_WANTED-jdk-headless" >&2 || true
    fi
    if ! home=$(find_jdk); then
      echo "No JDK $JDK_WANTED or newer on this machine: install one (Debian 13 and later: apt install openjdk-$JDK_WANTED-jdk-headless; elsewhere Eclipse Temurin $JDK_WANTED under /usr/lib/jvm)." >&2
      return 1
    fi
  fi
  export JAVA_HOME=$home
  # Maven 3's own libraries would otherwise fill the log with warnings of a JDK 24 or newer.
  export MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
  echo "JDK: $JAVA_HOME"
}

need_maven() {
  if ! command -v mvn >/dev/null && may_install; then
    apt_install maven >&2 || true
  fi
  if ! command -v mvn >/dev/null; then
    echo "No Maven on this machine: install Maven 3.8.7 or newer (Debian, Ubuntu: apt install maven)." >&2
    return 1
  fi
  echo "Maven: $(mvn -v -B 2>/dev/null | grep -o 'Apache Maven [0-9.]*')"
}

NODE_WANTED=20.19
NODE_FOLDER=${XDG_CACHE_HOME:-$HOME/.cache}/siduan/node

node_will_do() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e "const [a, b] = process.versions.node.split('.').map(Number), [c, d] = '$NODE_WANTED'.split('.').map(Number);
      process.exit(a > c || (a === c && b >= d) ? 0 : 1)"
}

# The screens are built with it. Where the system's is too old, its npm fetches one into a folder of ours.
need_node() {
  PATH=$NODE_FOLDER/node_modules/node/bin:$PATH
  if ! node_will_do && ! command -v npm >/dev/null && may_install; then
    apt_install nodejs npm >&2 || true
  fi
  if ! node_will_do && command -v npm >/dev/null; then
    npm install --silent --no-audit --no-fund --prefix "$NODE_FOLDER" node@22 >&2 </dev/null || true
  fi
  if ! node_will_do; then
    echo "No Node $NODE_WANTED or newer with npm on this machine: install one (Debian 13 and later: apt install nodejs npm; elsewhere nodejs.org)." >&2
    return 1
  fi
  export PATH
  echo "Node: $(node --version)"
}

# Sets CHROMIUM, in which the screens are tested. Without a Chinese font every character would be a box.
need_browser() {
  if [[ -z $(find_chromium) ]] && may_install; then
    apt_install chromium >&2 || true
  fi
  if ! fc-list :lang=zh 2>/dev/null | grep -q . && may_install; then
    apt_install fonts-wqy-zenhei fontconfig >&2 || true
  fi
  CHROMIUM=$(find_chromium)
  if [[ -z $CHROMIUM ]] || ! fc-list :lang=zh | grep -q .; then
    echo "No Chromium, or no Chinese font, on this machine: install both (Debian: apt install chromium fonts-wqy-zenhei)." >&2
    return 1
  fi
  export CHROMIUM
  echo "Browser: $("$CHROMIUM" --version 2>/dev/null)"
}

find_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [[ -n $name ]] && command -v "$name"; then
      return 0
    fi
  done
}
