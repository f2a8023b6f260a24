// SPDX-License-Identifier: GPL-3.0-or-later
// The text of the Error that a call throws, so that a test compares whole messages.
#pragma once

#include "core/base/error.h"

#include <QString>
#include <QTemporaryDir>

#include <string>
#include <utility>

namespace vsq::test {

/// Empty when the call does not throw.
template <typename Call>
QString errorOf(Call &&call)
{
    try {
        std::forward<Call>(call)();
    } catch (const Error &error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

/// The same as it is in core, "no error" when the call does not throw.
template <typename Call>
std::string messageOf(Call &&call)
{
    try {
        std::forward<Call>(call)();
    } catch (const Error &error) {
        return error.what();
    }
    return "no error";
}

} // namespace vsq::test
