// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/mode.h"

#include "core/base/error.h"

#include <string>

namespace vsq {

std::string_view nameOf(Mode mode)
{
    switch (mode) {
    case Mode::Int8: return "int8";
    case Mode::Int4: return "int4";
    case Mode::Vsq: break;
    }
    return "vsq";
}

Mode modeFromName(std::string_view name)
{
    for (const Mode mode : {Mode::Int8, Mode::Int4, Mode::Vsq}) {
        if (nameOf(mode) == name) {
            return mode;
        }
    }
    throw Error({}, "mode", "vsq, int4 or int8", "'" + std::string(name) + "'");
}

} // namespace vsq
