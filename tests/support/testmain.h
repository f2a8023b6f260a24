// SPDX-License-Identifier: GPL-3.0-or-later
// Registers test classes; one program runs all of a folder, or those of one source file with --only STEM.
#pragma once

#include <QObject>

#include <functional>
#include <memory>

namespace vsq::test {

bool registerTest(const char *sourceFile, std::function<std::unique_ptr<QObject>()> make);

} // namespace vsq::test

#define VSQ_TEST(Class)                                                                                                          \
    namespace {                                                                                                                  \
    const bool registered##Class = vsq::test::registerTest(__FILE__, [] { return std::unique_ptr<QObject>(new Class); });        \
    }
