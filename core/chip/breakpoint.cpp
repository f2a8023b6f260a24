// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/breakpoint.h"

#include "core/base/error.h"

#include <algorithm>
#include <charconv>

namespace vsq {

bool coversPosition(const Breakpoint &breakpoint, const Position &position)
{
    const auto fits = [](std::int64_t wanted, std::int64_t is) { return wanted < 0 || wanted == is; };
    return position.phase == Phase::Compute && fits(breakpoint.m, position.m) && fits(breakpoint.n, position.n)
           && fits(breakpoint.k, position.k) && fits(breakpoint.a, position.a);
}

bool isMet(const Breakpoint &breakpoint, const Position &executed, std::span<const Event> events, const Position &next)
{
    if (!breakpoint.enabled || breakpoint.condition) {
        return false;
    }
    if (breakpoint.event < 0) {
        return coversPosition(breakpoint, next) && !coversPosition(breakpoint, executed);
    }
    const bool anywhere = breakpoint.m < 0 && breakpoint.n < 0 && breakpoint.k < 0 && breakpoint.a < 0;
    return (anywhere || coversPosition(breakpoint, executed))
           && std::any_of(events.begin(), events.end(),
                          [&](const Event &event) { return static_cast<int>(event.kind) == breakpoint.event; });
}

int metBreakpoint(const std::vector<Breakpoint> &breakpoints, const Position &executed, std::span<const Event> events,
                  const Position &next)
{
    const auto met = std::find_if(breakpoints.begin(), breakpoints.end(),
                                  [&](const Breakpoint &breakpoint) { return isMet(breakpoint, executed, events, next); });
    return met == breakpoints.end() ? -1 : static_cast<int>(met - breakpoints.begin());
}

namespace {

std::string eventText(int kind)
{
    std::string text(nameOf(static_cast<EventKind>(kind)));
    std::replace(text.begin(), text.end(), ' ', '-');
    return text;
}

std::string allEvents()
{
    std::string list;
    for (int kind = 0; kind <= static_cast<int>(EventKind::LayerDone); ++kind) {
        list += (kind == 0 ? "" : ", ") + eventText(kind);
    }
    return list;
}

[[noreturn]] void fail(std::string_view part, const std::string &expected, std::string_view found)
{
    throw Error({{}, "breakpoint"}, std::string(part), expected, "'" + std::string(found) + "'");
}

void setPart(Breakpoint &breakpoint, std::string_view part)
{
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) {
        fail("part", "NAME=VALUE of m, n, k, a, event or if", part);
    }
    const std::string_view name = part.substr(0, equals);
    const std::string_view value = part.substr(equals + 1);
    if (name == "event") {
        for (int kind = 0; kind <= static_cast<int>(EventKind::LayerDone); ++kind) {
            if (eventText(kind) == value) {
                breakpoint.event = kind;
                return;
            }
        }
        fail("event", allEvents(), value);
    }
    if (name == "if") {
        breakpoint.condition = valueConditionFromText(value);
        return;
    }
    std::int64_t *index = name == "m"   ? &breakpoint.m
                          : name == "n" ? &breakpoint.n
                          : name == "k" ? &breakpoint.k
                          : name == "a" ? &breakpoint.a
                                        : nullptr;
    if (index == nullptr) {
        fail("part", "m, n, k, a, event or if", name);
    }
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), *index);
    if (error != std::errc() || end != value.data() + value.size() || *index < 0) {
        fail(name, "a whole number from 0", value);
    }
}

} // namespace

Breakpoint breakpointFromText(std::string_view text)
{
    Breakpoint breakpoint;
    while (true) {
        const std::size_t comma = text.find(',');
        setPart(breakpoint, text.substr(0, comma));
        if (comma == std::string_view::npos) {
            return breakpoint;
        }
        text.remove_prefix(comma + 1);
    }
}

std::string toText(const Breakpoint &breakpoint)
{
    std::string text;
    const auto add = [&text](const char *name, const std::string &value) {
        text += (text.empty() ? "" : ",") + std::string(name) + "=" + value;
    };
    const std::pair<const char *, std::int64_t> indices[] = {
        {"m", breakpoint.m}, {"n", breakpoint.n}, {"k", breakpoint.k}, {"a", breakpoint.a}};
    for (const auto &[name, index] : indices) {
        if (index >= 0) {
            add(name, std::to_string(index));
        }
    }
    if (breakpoint.event >= 0) {
        add("event", eventText(breakpoint.event));
    }
    if (breakpoint.condition) {
        add("if", toText(*breakpoint.condition));
    }
    return text;
}

} // namespace vsq
