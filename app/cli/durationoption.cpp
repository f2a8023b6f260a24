// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/durationoption.h"

#include "app/cli/values.h"

#include <charconv>

namespace vsq::cli {

double secondsOf(std::string_view option, const std::string &text)
{
    constexpr const char *kExpected = "a time as 90s, 55m, 2h or 1h30m";
    double seconds = 0.0;
    const char *at = text.data();
    const char *const end = at + text.size();
    if (at == end) {
        refuse(option, kExpected, text);
    }
    while (at != end) {
        double value = 0.0;
        const auto [after, code] = std::from_chars(at, end, value);
        if (code != std::errc() || !(value >= 0.0) || value > 1e9) {
            refuse(option, kExpected, text);
        }
        const char unit = after == end ? 's' : *after;
        const double factor = unit == 's' ? 1.0 : unit == 'm' ? 60.0 : unit == 'h' ? 3600.0 : 0.0;
        if (factor == 0.0) {
            refuse(option, kExpected, text);
        }
        seconds += value * factor;
        at = after == end ? end : after + 1;
    }
    return seconds;
}

} // namespace vsq::cli
