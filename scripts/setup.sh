#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing (Debian 12 packages), configures and builds, and shows how far it is. Sourced by ./run and ./test.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/progress.sh"

vsq_packages() { # the names in scripts/packages.txt
    sed -e 's/#.*//' "$root/scripts/packages.txt" | awk 'NF {print $1}'
}

vsq_missing() { # those of the packages that are not installed
    local installed
    installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null | awk '$2 == "installed" {print $1}' || true)
    printf '%s\n' "$@" | grep -vxF -f <(printf '%s\n' "$installed") || true
}

vsq_install() { # [extra packages...]
    local missing
    mapfile -t missing < <(vsq_missing $(vsq_packages) "$@")
    [ ${#missing[@]} -eq 0 ] && return 0
    echo "Installing ${#missing[@]} Debian packages and what they need: ${missing[*]}"
    local sudo=()
    [ "$(id -u)" -eq 0 ] || sudo=(sudo)
    vsq_progress "Package lists" "${sudo[@]}" apt-get update
    vsq_progress "Packages" "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
    rm -f "$root/build/release/configured" # libraries that were not there are looked for again
}

vsq_build() { # preset targets...
    local preset=$1
    shift
    local folder="$root/build/release"
    # ninja itself configures again where a CMakeLists.txt has changed.
    if [ ! -f "$folder/build.ninja" ] || [ "$(cat "$folder/configured" 2>/dev/null)" != "$preset" ]; then
        (cd "$root" && vsq_progress "Configuring" cmake --preset "$preset" --log-level=WARNING)
        echo "$preset" >"$folder/configured"
    fi
    NINJA_STATUS='[%f/%t] ' vsq_progress "Building" cmake --build "$folder" --target "$@"
}
