#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# vsq_progress LABEL command...: runs a command that says much and shows how far it is: on a terminal in one line that is
# written over, elsewhere a line every 20 seconds (VSQ_PROGRESS_SECONDS). Warnings and errors of a build are shown whole; all that
# the command said is shown when it fails.
vsq_progress() {
    local label=$1 log status=0
    shift
    log=$(mktemp)
    if [ -t 1 ]; then
        "$@" </dev/null 2>&1 | tee "$log" | vsq_status "$label" terminal || status=${PIPESTATUS[0]}
    else
        "$@" </dev/null 2>&1 | tee "$log" | vsq_status "$label" lines || status=${PIPESTATUS[0]}
    fi
    if [ "$status" -ne 0 ]; then
        echo "$label failed:" >&2
        grep -v '^\[[0-9]*/[0-9]*\] [A-Z]' "$log" | tail -n 200 >&2
    fi
    rm -f "$log"
    return "$status"
}

# Reads ninja's "[n/m] what", apt's "Get:n", "Unpacking", "Setting up"; a second without a line shows the time that passes.
vsq_status() {
    local label=$1 kind=$2 line='' text='' total=0 got=0 unpacked=0 ready=0 shown=-1000 begin=$SECONDS rc now width
    width=$(($(tput cols 2>/dev/null || echo 80) - 1))
    while true; do
        rc=0
        IFS= read -r -t 1 line || rc=$?
        if [ "$rc" -eq 0 ]; then
            case $line in
            '['[0-9]*/[0-9]*'] '*) text=$line ;;
            'Get:'*) got=$((got + 1)) text="$got fetched" ;;
            'Unpacking '*) unpacked=$((unpacked + 1)) text="$unpacked of $total unpacked" ;;
            'Setting up '*) ready=$((ready + 1)) text="$ready of $total set up" ;;
            *' newly installed,'*) total=$(sed 's/.* \([0-9]*\) newly installed.*/\1/' <<<"$line") ;;
            *warning:* | *error:* | FAILED:*)
                [ "$kind" = lines ] || printf '\r\033[K'
                printf '%s\n' "$line"
                ;;
            esac
        elif [ "$rc" -le 128 ]; then
            break # the end; more than 128: a second has passed
        fi
        now=$((SECONDS - begin))
        if [ "$kind" = terminal ]; then
            printf '\r\033[K%.*s' "$width" "$label ${now} s $text"
        elif [ $((now - shown)) -ge "${VSQ_PROGRESS_SECONDS:-20}" ]; then
            printf '%s %d s %s\n' "$label" "$now" "$text"
            shown=$now
        fi
    done
    now=$((SECONDS - begin))
    [ "$kind" = lines ] || printf '\r\033[K'
    if [ "$kind" = terminal ] || [ "$now" -ge 2 ]; then
        printf '%s: %d min %02d s\n' "$label" $((now / 60)) $((now % 60))
    fi
}
