#!/bin/sh
# What does the machine lack? Each missing tool is named with the package that brings it.
python="$1"
missing=0

lack() {
    echo "Thiếu $1. Cài bằng: $2" >&2
    missing=1
}

if ! command -v "$python" >/dev/null 2>&1; then
    lack "Python 3.11 trở lên" "apt install python3 python3-venv"
elif ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    lack "Python 3.11 trở lên (đang có $("$python" --version))" "apt install python3 python3-venv"
elif ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
    lack "mô-đun venv của Python" "apt install python3-venv"
fi

if ! command -v node >/dev/null 2>&1; then
    lack "Node.js 20 trở lên" "apt install nodejs npm (hoặc gói của Node.js 20)"
elif [ "$(node -p 'parseInt(process.versions.node)')" -lt 20 ]; then
    lack "Node.js 20 trở lên (đang có $(node --version))" "gói Node.js 20 trở lên"
fi
command -v npm >/dev/null 2>&1 || lack "npm" "apt install npm"
command -v git >/dev/null 2>&1 || lack "git" "apt install git"

exit $missing
