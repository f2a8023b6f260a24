// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/energy/origin.h"

namespace vsq {

std::string_view nameOf(Origin origin)
{
    switch (origin) {
    case Origin::Published: return "published";
    case Origin::Derived: return "derived";
    case Origin::Assumed: break;
    }
    return "assumed";
}

} // namespace vsq
