#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# vsq is headless: it must not pull in Qt, directly or through a library of its own.
program=$1
libraries=$(ldd "$program") || exit 1
if echo "$libraries" | grep -iE 'libQt|qcustomplot'; then
    echo "$program links Qt"
    exit 1
fi
echo "$program links no Qt"
