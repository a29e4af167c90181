# shellcheck shell=bash
# What demo, test and check share: steps that say what they do, system packages, the virtual environment.
# Sourced by them; nothing is installed twice, and nothing outside this folder changes but system packages.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

build_packages=(g++ cmake ninja-build libboost-dev libeigen3-dev libspectra-dev libtbb-dev libsqlite3-dev libsodium-dev
    python3-dev python3-venv)
logs=build/logs
venv=.venv

# As many compilers as processors: Ninja's own default is two more, which small machines cannot hold.
CMAKE_BUILD_PARALLEL_LEVEL=$(nproc)
export CMAKE_BUILD_PARALLEL_LEVEL PIP_DISABLE_PIP_VERSION_CHECK=1
# A compiler cache is used where there is one; it serves every clone on the machine alike.
if command -v ccache >/dev/null; then
    export CMAKE_CXX_COMPILER_LAUNCHER=ccache CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
fi

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# step WHAT COMMAND...: runs the command, and says in one line what it does and how long it took. Its output
# goes to $logs; if it fails, the end of it is shown. The log of the last step is $log.
step() {
    local what=$1 started=$SECONDS status
    shift
    mkdir -p "$logs"
    log=$logs/${what//[^A-Za-z0-9]/-}.log
    printf '==> %s ... ' "$what"
    set +e
    (
        set -e
        "$@"
    ) >"$log" 2>&1 </dev/null
    status=$?
    set -e
    if ((status != 0)); then
        printf 'failed after %d s; %s ends so:\n' $((SECONDS - started)) "$log"
        tail -n 60 "$log"
        exit "$status"
    fi
    printf '%d s\n' $((SECONDS - started))
}

# step for a test runner: shows its closing lines as well, whatever the interpreter says after them.
test_step() {
    step "$@"
    grep -E '[0-9]+ (passed|failed)|tests passed|Total Test time' "$log" | tail -n 2
}

as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# Guard line of everything that installs system packages.
require_root_for() {
    ((EUID == 0)) || command -v sudo >/dev/null ||
        fail "neither root nor sudo here; let an administrator run 'apt-get install $*', then run this again"
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" ||
        fail "could not install $*; check the network and the package sources, then run this again"
}

update_package_lists() {
    as_root apt-get update || fail "could not read the package sources; check the network, then run this again"
}

# Those of the named packages that are not installed.
missing_packages() {
    local package
    for package in "$@"; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
    done
}

# In a subshell: /etc/os-release sets many names.
require_distribution() (
    ID='' VERSION_ID='' oldest=0
    command -v apt-get >/dev/null ||
        fail "this needs apt (Debian 12, Ubuntu 24.04 or newer); elsewhere use CMake and pip by hand, as README says"
    # shellcheck source=/dev/null
    source /etc/os-release
    case $ID in
        debian) oldest=12 ;;
        ubuntu) oldest=24.04 ;;
    esac
    # Debian's testing has no number: it is newer than all that have one.
    dpkg --compare-versions "${VERSION_ID:-99}" ge "$oldest" ||
        fail "$ID $VERSION_ID is too old for C++20 and CMake 3.25; use Debian 12, Ubuntu 24.04 or newer"
)

install_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]} == 0)) && return
    require_root_for "${missing[@]}"
    update_package_lists
    apt_install "${missing[@]}"
}

# The newest Catch2 from version 3 on that the package sources offer; nothing if there is none.
offered_catch2() {
    local version
    for version in $(apt-cache madison catch2 | cut -d '|' -f 2); do
        if dpkg --compare-versions "$version" ge 3; then
            echo "$version"
            return
        fi
    done
}

# Debian 12 has Catch2 3 in its backports alone. They are on the mirror that the release itself comes from.
add_backports() (
    VERSION_CODENAME=''
    # shellcheck source=/dev/null
    source /etc/os-release
    suite=$VERSION_CODENAME-backports
    [[ -z $(apt-get indextargets 'Created-By: Packages' "Release: $suite") ]] ||
        fail "$suite is among the package sources but offers no catch2 from version 3 on"
    # shellcheck disable=SC2016  # the field is apt's
    mapfile -t mirrors < <(apt-get indextargets --format '$(REPO_URI)' \
        'Created-By: Packages' "Codename: $VERSION_CODENAME" 'Component: main')
    ((${#mirrors[@]} > 0)) ||
        fail "no package source for $VERSION_CODENAME main; add $suite by hand, then run this again"
    echo "adding $suite from ${mirrors[0]} to the package sources"
    echo "deb ${mirrors[0]} $suite main" | as_root tee /etc/apt/sources.list.d/tertius-backports.list
    update_package_lists
)

install_catch2() {
    local installed version
    installed=$(dpkg-query -W -f '${Version}' catch2 2>/dev/null || true)
    dpkg --compare-versions "${installed:-0}" ge 3 && return
    require_root_for "catch2 (from version 3 on)"
    [[ -n $(offered_catch2) ]] || update_package_lists
    [[ -n $(offered_catch2) ]] || add_backports
    version=$(offered_catch2)
    [[ -n $version ]] || fail "the package sources offer no catch2 from version 3 on; install it, then run this again"
    apt_install "catch2=$version"
}

# An environment whose interpreter is gone is made anew.
make_venv() {
    "$venv/bin/python" -m pip --version || python3 -m venv --clear "$venv"
}

pip_install() {
    "$venv/bin/python" -m pip install "$@" ||
        fail "pip could not install $*; check the network and the output above, then run this again"
}

# Changes whenever a file does that the Python package is made of, or the interpreter.
package_fingerprint() {
    {
        "$venv/bin/python" -VV
        find CMakeLists.txt pyproject.toml README.md cmake include src python -type f \
            -not -path '*/__pycache__/*' -print0 | sort -z | xargs -0 sha256sum
    } | sha256sum | cut -d ' ' -f 1
}

# Installs this checkout with the named extra, unless it is there already. The build tools go into the same
# environment, so that a later build finds the same paths and compiles only what has changed.
install_package() {
    local extra=$1 stamp=$venv/tertius-installed fingerprint requirements
    fingerprint=$(package_fingerprint)
    grep -qsxF "$fingerprint $extra" "$stamp" && return
    mapfile -t requirements < <("$venv/bin/python" -c 'import tomllib
print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")')
    pip_install "${requirements[@]}"
    pip_install --no-build-isolation --config-settings=build-dir=build/python \
        --config-settings=cmake.define.CMAKE_EXPORT_COMPILE_COMMANDS=ON ".[$extra]"
    grep -qs "^$fingerprint " "$stamp" || : >"$stamp"
    echo "$fingerprint $extra" >>"$stamp"
}

# What every command needs: the packages, the environment, and tertius in it with the named extra.
set_up() {
    local extra=$1
    require_distribution
    step "System packages: ${build_packages[*]}" install_packages "${build_packages[@]}"
    step "Python environment $venv" make_venv
    step "tertius[$extra] in $venv" install_package "$extra"
}
