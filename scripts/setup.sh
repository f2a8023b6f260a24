#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing (Debian 12 packages) and configures. Sourced by ./run and ./test; defines vsq_build.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

vsq_install() { # [extra packages...]
    local missing=() package
    for package in $(sed -e 's/#.*//' "$root/scripts/packages.txt" | awk '{print $1}') "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    local sudo=()
    [ "$(id -u)" -eq 0 ] || sudo=(sudo)
    "${sudo[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

vsq_build() { # preset targets...
    local preset=$1
    shift
    local folder="$root/build/release"
    (cd "$root" && cmake --preset "$preset" --log-level=WARNING >/dev/null)
    cmake --build "$folder" --target "$@" -- --quiet
}
