# What Homeostat needs from Debian 12, and how it is installed. Sourced by the run scripts.

build_packages=(g++ cmake ninja-build
  qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev libqt6svg6 libwebp-dev
  libeigen3-dev libboost-dev nlohmann-json3-dev libcli11-dev librandom123-dev zlib1g-dev
  fonts-dejavu-core fonts-roboto-unhinted fonts-stix)
test_packages=(libbenchmark-dev librapidcheck-dev procps librsvg2-bin poppler-utils qpdf optipng pngcrush)

# Installs those of the named packages that are missing; as root, or through sudo.
install_missing() {
  local missing=() name
  for name in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || {
      echo "homeostat: please install, as root: ${missing[*]}" >&2
      return 1
    }
    as_root=(sudo)
  fi
  echo "Installing ${missing[*]}" >&2
  "${as_root[@]}" apt-get update -q >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
}
